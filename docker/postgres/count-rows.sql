-- How many rows each table has, by name, to compare a database with what was restored of it. As a superuser: row-level
-- security shows the owner none. psql runs what the first statement makes.
SELECT format('SELECT %L AS "table", count(*) AS "rows" FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY schemaname, tablename
\gexec
