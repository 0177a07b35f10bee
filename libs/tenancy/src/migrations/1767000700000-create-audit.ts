import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What operators did, what became of keys and who was refused: written once, by the platform's role, and changed by nobody.
 * It belongs to no store, so that it outlives each; `about_store_id` says which one it is about. Each entry holds the hash of
 * the one before it, made here under one lock, so that writers of many processes make one chain.
 */
export class CreateAudit1767000700000 implements MigrationInterface {
  name = 'CreateAudit1767000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        sequence bigint PRIMARY KEY,
        id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        at timestamptz NOT NULL,
        ends uuid UNIQUE,
        action text NOT NULL,
        actor_kind text NOT NULL
          CHECK (actor_kind IN ('admin', 'store', 'widget', 'session', 'system', 'unknown')),
        actor_key_id uuid,
        about_store_id uuid,
        subject_id text CHECK (length(subject_id) <= 100),
        outcome text NOT NULL CHECK (outcome IN ('begun', 'done', 'refused', 'failed')),
        code text CHECK (length(code) <= 100),
        correlation_id text CHECK (length(correlation_id) <= 100),
        address text CHECK (length(address) <= 100),
        details jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(details::text) <= 4000),
        previous bytea NOT NULL,
        hash bytea NOT NULL
      );
      CREATE INDEX audit_entries_store ON audit_entries (about_store_id, sequence);
      CREATE UNIQUE INDEX audit_entries_expired_keys
        ON audit_entries (subject_id, (details ->> 'expires_at')) WHERE action = 'key.expire';
      GRANT SELECT, INSERT ON audit_entries TO storehand_platform`);
    await this.link(runner);
    await this.refuseChanges(runner);
    await this.expire(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION audit_expire(integer, integer);
      DROP FUNCTION audit_hash(audit_entries) CASCADE;
      DROP TABLE audit_entries;
      DROP FUNCTION audit_link();
      DROP FUNCTION audit_refuse_change()`);
  }

  /** Whatever a writer gives for them, an entry's number, moment and hashes are made here. */
  private async link(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_hash(e audit_entries) RETURNS bytea
      LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
        SELECT sha256(e.previous || convert_to(jsonb_build_array(
          e.sequence, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), e.ends,
          e.action, e.actor_kind, e.actor_key_id, e.about_store_id, e.subject_id, e.outcome, e.code,
          e.correlation_id, e.address, e.details)::text, 'UTF8'))
      $$;
      CREATE FUNCTION audit_link() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      DECLARE last record;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('storehand audit', 0));
        SELECT e.sequence, e.hash INTO last
          FROM public.audit_entries e ORDER BY e.sequence DESC LIMIT 1;
        NEW.sequence := coalesce(last.sequence, 0) + 1;
        NEW.at := clock_timestamp();
        NEW.previous := coalesce(last.hash, ''::bytea);
        NEW.hash := public.audit_hash(NEW);
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_link BEFORE INSERT ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_link()`);
  }

  /** For the owner, too: only what is over a month old may go, and only by the function that says so in the chain. */
  private async refuseChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_refuse_change() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('storehand.audit_expires', true) = 'yes' THEN
          IF OLD.at < now() - interval '30 days' THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION 'entries of the audit are never changed' USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
      CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()`);
  }

  /**
   * Removes the oldest, at most so many, and writes up to where and with which hash, which is where the chain begins then.
   * The setting is made in the body: in the head of a function only a superuser may name one, and the owner is none.
   */
  private async expire(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_expire(kept_days integer, at_most integer) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog AS $$
      DECLARE
        too_old timestamptz := date_trunc('day', now() - make_interval(days => kept_days));
        last record;
        removed integer;
      BEGIN
        IF kept_days < 30 THEN
          RAISE EXCEPTION 'entries of the audit are kept for 30 days or more' USING ERRCODE = 'restrict_violation';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('storehand audit', 0));
        SELECT e.sequence, e.hash INTO last FROM public.audit_entries e WHERE e.sequence = (
          SELECT coalesce(min(o.sequence) FILTER (WHERE o.at >= too_old) - 1, max(o.sequence))
          FROM (SELECT sequence, at FROM public.audit_entries ORDER BY sequence LIMIT at_most) o);
        IF last.sequence IS NULL THEN RETURN 0; END IF;
        INSERT INTO public.audit_entries (action, actor_kind, outcome, details)
          VALUES ('audit.expire', 'system', 'done', jsonb_build_object(
            'up_to', last.sequence, 'hash', encode(last.hash, 'hex')));
        PERFORM set_config('storehand.audit_expires', 'yes', true);
        DELETE FROM public.audit_entries WHERE sequence <= last.sequence;
        GET DIAGNOSTICS removed = ROW_COUNT;
        PERFORM set_config('storehand.audit_expires', '', true);
        RETURN removed;
      END $$;
      REVOKE ALL ON FUNCTION audit_expire(integer, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit_expire(integer, integer) TO storehand_platform`);
  }
}
