import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

/**
 * Feedback on answers, and the gaps that unanswered and badly rated questions are gathered into. A trigger notes what was
 * not answered: whatever stores an answer, the note is part of its transaction, and the shopper waits for nothing more.
 */
export class CreateGaps1766000006000 implements MigrationInterface {
  name = 'CreateGaps1766000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE message_feedback (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        message_id uuid NOT NULL,
        rating text NOT NULL CHECK (rating IN ('up', 'down')),
        reason text CHECK (reason IN ('wrong', 'incomplete', 'outdated', 'not_helpful', 'rude', 'other')),
        comment text,
        ${columns},
        UNIQUE (store_id, message_id),
        FOREIGN KEY (store_id, message_id) REFERENCES messages (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
    `);
    await secureStoreTable(runner, 'message_feedback');
    await runner.query(`
      CREATE TABLE gaps (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'dismissed')),
        answered_release integer,
        snippet_id uuid,
        awaited_release integer,
        replayed_at timestamptz,
        ${columns},
        CHECK ((state = 'answered') = (answered_release IS NOT NULL))
      );
      CREATE INDEX gaps_awaiting ON gaps (store_id, awaited_release) WHERE awaited_release IS NOT NULL;
    `);
    await secureStoreTable(runner, 'gaps');
    await runner.query(`
      CREATE TABLE gap_questions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        message_id uuid NOT NULL,
        question_id uuid NOT NULL,
        gap_id uuid,
        carried_words text[] NOT NULL DEFAULT '{}',
        vector real[],
        vector_model text,
        asked_at timestamptz NOT NULL,
        ${columns},
        UNIQUE (store_id, message_id),
        FOREIGN KEY (store_id, message_id) REFERENCES messages (store_id, id) ON DELETE CASCADE DEFERRABLE,
        FOREIGN KEY (store_id, question_id) REFERENCES messages (store_id, id) ON DELETE CASCADE DEFERRABLE,
        FOREIGN KEY (store_id, gap_id) REFERENCES gaps (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
      CREATE INDEX gap_questions_of_gap ON gap_questions (store_id, gap_id, asked_at);
      CREATE INDEX gap_questions_of_question ON gap_questions (store_id, question_id);
      CREATE INDEX gap_questions_pending ON gap_questions (store_id) WHERE gap_id IS NULL;
    `);
    await secureStoreTable(runner, 'gap_questions');
    await runner.query(`
      CREATE FUNCTION note_unanswered_question() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO gap_questions (store_id, message_id, question_id, asked_at)
          SELECT NEW.store_id, NEW.id, q.id, q.created_at FROM messages q
          WHERE q.store_id = NEW.store_id AND q.conversation_id = NEW.conversation_id
            AND q.role = 'user' AND q.seq < NEW.seq
          ORDER BY q.seq DESC LIMIT 1
          ON CONFLICT DO NOTHING;
          RETURN NULL;
        END $$;
      CREATE TRIGGER messages_note_unanswered AFTER INSERT ON messages FOR EACH ROW
        WHEN (NEW.outcome IN ('abstained', 'handed_off', 'failed') AND NEW.usage ->> 'evidence' IS NOT NULL)
        EXECUTE FUNCTION note_unanswered_question();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER messages_note_unanswered ON messages;
      DROP FUNCTION note_unanswered_question();
      DROP TABLE gap_questions; DROP TABLE gaps; DROP TABLE message_feedback;
    `);
  }
}
