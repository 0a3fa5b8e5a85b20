-- Files of a million rows change the table by a large part at once: it is cleaned before a fifth of it is stale, so that counts
-- are answered by the index alone.
ALTER TABLE "import_rows" SET (
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_analyze_scale_factor = 0.05
);
