-- Spreads the tables over a Citus cluster by store, for a platform that has outgrown one database (Citus 12 or later on
-- PostgreSQL 16 or later, pgvector on every node). test/integration/distribution.int-spec.ts compares this file with the
-- migrated schema and checks Citus's rules; it has not been run on a cluster yet, so try it on a copy first.
--
--   1. on the coordinator: CREATE EXTENSION citus; citus_set_coordinator_host(...); citus_add_node(...) for each worker
--   2. npm run db:migrate, with DATABASE_OWNER_URL of the coordinator
--   3. psql -v ON_ERROR_STOP=1 -f docker/citus/distribute.sql "$DATABASE_OWNER_URL", with the services stopped
--
-- What the schema cannot settle, and has to be before services start on it:
--   * The policies read app.store_id on the workers. Citus sends on what SET LOCAL sets (citus.propagate_set_commands),
--     not what set_config() sets, which is what our transactions begin with: until that is changed
--     (libs/tenancy/src/database/whole-transaction.ts), the workers show no store any row.
--   * Sweeps look over all stores in one statement; those that lock rows for update have to go store by store.
--   * Every process connects to the coordinator: advisory locks are of one node. A store is moved into a cluster or out of
--     it by its capsule: the lock that a move waits for (enter_store) is not that of a worker.
--   * Jobs wait in Redis (REDIS_URL): BullMQ's own tables in PostgreSQL are not spread.

\set ON_ERROR_STOP on
ALTER DATABASE :"DBNAME" SET citus.propagate_set_commands = 'local';

-- Citus lets a trigger write rows of the same store only where it is told that we know what we do: messages_note_unanswered
-- does, agent_settings_kept only refuses. On the workers, too, since shards move.
SELECT run_command_on_all_nodes('ALTER SYSTEM SET citus.enable_unsafe_triggers = on');
SELECT run_command_on_all_nodes('SELECT pg_reload_conf()');
SET citus.enable_unsafe_triggers = on;
-- A trigger of a whole statement cannot join its rows with another distributed table; a foreign key does the same, slower.
DROP TRIGGER chunks_remove_vectors ON chunks;
ALTER TABLE chunk_vectors ADD CONSTRAINT chunk_vectors_of_chunk
  FOREIGN KEY (store_id, number) REFERENCES chunks (store_id, number) ON DELETE CASCADE DEFERRABLE;

-- No store is held in a cluster (see above), and Citus takes no policy that asks another table.
DO $$ DECLARE held text; BEGIN
  FOR held IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND qual LIKE '%store_holds%'
  LOOP EXECUTE format('ALTER POLICY %I ON %I USING (true) WITH CHECK (true)', held || '_platform', held); END LOOP;
END $$;

-- On the coordinator alone, since nothing of a store is in them and nothing joins them:
-- local storehand_migrations: what has been migrated
-- local crawl_hosts: hosts by their hash, which the stores that crawl one share
-- local limit_counts: requests of addresses and keys, unlogged, counted before a store is known
-- local isolation_checks: what the isolation check found
-- local audit_entries: what operators did, which outlives stores
-- local erasure_receipts: what was erased, which outlives stores
-- local write_probe: one row, written to see whether writes work

-- A copy on every node: what is looked up before a store is known, and unique over all stores.
SELECT create_reference_table('stores');
SELECT create_reference_table('api_keys');

-- Each store's rows together on one node; a table comes after those that it refers to.
SELECT create_distributed_table('sources', 'store_id');
SELECT create_distributed_table('ingests', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('ingest_pages', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('releases', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('pages', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('chunks', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('chunk_terms', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('chunk_vectors', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('chunk_sketches', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('check_questions', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('release_words', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('snippets', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('files', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('file_bytes', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('page_copies', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('page_rechecks', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('conversations', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('messages', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('webhooks', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('webhook_deliveries', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('receipts', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('agent_settings', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('answer_runs', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('answer_events', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('message_feedback', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('gaps', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('gap_questions', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('tool_counts', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('order_endpoints', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('order_codes', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('shopper_tokens', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('usage_entries', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('usage_budgets', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('usage_reservations', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('privacy_requests', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('usage_alerts', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('store_holds', 'store_id', colocate_with => 'sources');
SELECT create_distributed_table('store_moves', 'store_id', colocate_with => 'sources');
