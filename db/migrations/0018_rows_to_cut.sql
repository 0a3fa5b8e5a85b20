DROP INDEX "import_rows_outcome";--> statement-breakpoint
CREATE INDEX "import_rows_uncut" ON "import_rows" USING btree ("batch_id","scheduled_local" collate "C","row") WHERE csv_id is null and outcome = 'waiting' and not has_error;--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("batch_id","outcome","row");