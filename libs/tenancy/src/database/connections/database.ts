import { AsyncLocalStorage } from 'node:async_hooks';

import type pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

import { OpenTransaction, rowsOf } from '../open-transaction.js';
import { againAfterConflict } from '../passing-errors.js';
import { type Entry, type Statement, WholeTransaction } from '../whole-transaction.js';
import { orDatabaseAway } from './database-away.js';
import type { DatabaseWatch } from './database-watch.js';

const inTransaction = new AsyncLocalStorage<true>();

/** True inside a transaction, where a queue or a model must not be called. */
export const isInTransaction = (): boolean => inTransaction.getStore() === true;

/** One database with its connections; each piece of work is a transaction that begins with an entry of its caller's. */
export class Database {
  constructor(
    /** Of the placement. */
    readonly name: string,
    readonly source: DataSource,
    private readonly watch: DatabaseWatch,
  ) {}

  /** One statement as a transaction of its own, in one round trip; again where others were writing the same. */
  alone(entry: Entry, statement: Statement): Promise<unknown[]> {
    return againAfterConflict(() =>
      this.connected(async (runner) => {
        const client = (await runner.connect()) as pg.Client;
        return rowsOf(statement, WholeTransaction.run(client, entry, statement));
      }),
    );
  }

  begin<T>(entry: Entry, work: (open: OpenTransaction) => Promise<T>): Promise<T> {
    return this.connected(async (runner) => {
      const open = OpenTransaction.begin((await runner.connect()) as pg.Client, runner, entry);
      try {
        const result = await inTransaction.run(true, () => work(open));
        await open.commit();
        return result;
      } catch (error) {
        throw await open.causeOf(error);
      }
    });
  }

  private async connected<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    if (isInTransaction()) {
      throw new Error('A second connection was asked for inside a transaction: pass its `tx` on.');
    }
    return this.watch.during(() => this.onConnection(work));
  }

  private async onConnection<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      return await work(runner);
    } catch (error) {
      await this.abandon(runner);
      throw orDatabaseAway(error);
    } finally {
      await runner.release();
    }
  }

  /** A connection that cannot even roll back must not go back to the pool with its settings. */
  private async abandon(runner: QueryRunner): Promise<void> {
    try {
      await runner.query('ROLLBACK');
    } catch {
      // where there never was a connection, there is none to end
      const client = (await runner.connect().catch(() => null)) as pg.Client | null;
      await client?.end().catch(() => undefined);
    }
  }
}
