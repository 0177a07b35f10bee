import type pg from 'pg';
import { type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';

import { type Entry, entryStatement, type Statement } from './whole-transaction.js';

/** Nothing that others write meanwhile is seen, and nothing can be written. */
const BEGIN_OF_ONE_MOMENT = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * A transaction of several statements. The driver sends each at once, behind those before it, so that the beginning goes
 * with the first ones and the end with the last. After a failure the database refuses what follows, the end included,
 * until the transaction is given up.
 */
export class OpenTransaction {
  private ended: Promise<void> | undefined;
  /** What TypeORM was asked for: it sends its statements a moment later, when the end might have gone already. */
  private readonly unsent = new Set<Promise<unknown>>();

  private constructor(
    private readonly client: pg.Client,
    private readonly manager: EntityManager,
    private readonly begun: Promise<unknown>,
  ) {
    // told by `causeOf` and by every statement that follows
    begun.catch(() => undefined);
  }

  static begin(client: pg.Client, { manager }: QueryRunner, entry: Entry): OpenTransaction {
    // by itself, so that what follows is never without it: a fault of the settings then refuses the statements after them
    const begin = entry.isOfOneMoment ? BEGIN_OF_ONE_MOMENT : 'BEGIN';
    const begun = [client.query(begin), client.query(entryStatement(entry))];
    return new OpenTransaction(client, manager, Promise.all(begun));
  }

  rows(statement: Statement): Promise<unknown[]> {
    const { text, values } = statement;
    return rowsOf(statement, this.client.query(text, values));
  }

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const running = work(this.manager).finally(() => this.unsent.delete(running));
    this.unsent.add(running);
    return running;
  }

  /** The first call counts. */
  commit(): Promise<void> {
    this.ended ??= this.end();
    return this.ended;
  }

  /** Where it never began, everything that follows fails for that reason alone. */
  causeOf(error: unknown): Promise<unknown> {
    return this.begun.then(
      () => error,
      (cause: unknown) => cause,
    );
  }

  /** A transaction in which something failed ends without an error, as a rollback. */
  private async end(): Promise<void> {
    if (this.unsent.size > 0) await Promise.allSettled(this.unsent);
    const { command } = await this.client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back at its end.');
  }
}

/** As repositories tell of a failure. */
export async function rowsOf(
  { text, values }: Statement,
  sent: Promise<pg.QueryResult>,
): Promise<unknown[]> {
  try {
    const { rows } = await sent;
    return rows;
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}
