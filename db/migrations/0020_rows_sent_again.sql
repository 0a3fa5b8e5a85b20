ALTER TABLE "import_rows" ADD COLUMN "former_csv_id" uuid;--> statement-breakpoint
CREATE INDEX "import_rows_former" ON "import_rows" USING btree ("former_csv_id") WHERE former_csv_id is not null;--> statement-breakpoint
-- Rows sent again before today left their csv without a word: its number of rows is set right.
UPDATE "import_csvs" c SET "row_count" = n.rows FROM (
  SELECT c.id, count(r."row")::int AS rows FROM "import_csvs" c LEFT JOIN "import_rows" r ON r.csv_id = c.id
  WHERE c.step IN ('failed', 'verified') GROUP BY c.id
) n WHERE n.id = c.id AND c."row_count" <> n.rows;
