import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

import { StoreScope } from '../scope/store-scope.js';
import { orDatabaseAway } from './database-away.js';
import { DatabaseWatch } from './database-watch.js';
import { OpenTransaction, rowsOf } from './open-transaction.js';
import { type Settings, type Statement, WholeTransaction } from './whole-transaction.js';

/** Roles without login that the runtime takes on inside one transaction; the login itself has no rights. */
export const runtimeRole = 'storehand_runtime';
export const platformRole = 'storehand_platform';
export const queueRole = 'storehand_queue';

/** A statement that runs longer than this is cancelled: nothing a shopper waits for may hang. */
const statementTimeoutMs = 30_000;

/** Compiling a plan takes longer (66 ms were seen) than any statement of ours that compiling could make faster. */
const limits = { statement_timeout: String(statementTimeoutMs), jit: 'off' };

const asRole = (role: string): Settings => ({ ...limits, role });

const asStore = ({ storeId }: StoreScope): Settings => ({
  ...asRole(runtimeRole),
  'app.store_id': storeId,
});

/**
 * The only way to the database. Every piece of work runs in a short transaction that has taken on a role which row-level
 * security binds, with the store's id set for that transaction only: nothing outlives it on a pooled connection.
 */
@Injectable()
export class StoreConnections {
  private readonly joined = new WeakMap<StoreScope, OpenTransaction>();
  /** Scopes whose work began the transaction, and so ends it. */
  private readonly beginners = new WeakSet<StoreScope>();
  private readonly inTransaction = new AsyncLocalStorage<true>();

  constructor(
    @InjectDataSource() private readonly shared: DataSource,
    private readonly watch: DatabaseWatch,
  ) {}

  /**
   * Runs several repository calls as one transaction: those called with `tx` join it. Keep it short, never await the
   * network inside. Using another scope inside throws, since on the embedded database it would wait for ever. Statements
   * that do not need each other's answers are best asked for at once: they travel together, in their order, and nobody
   * waits between them for this process.
   */
  transaction<T>(scope: StoreScope, work: (tx: StoreScope) => Promise<T>): Promise<T> {
    const outer = this.joined.get(scope);
    const tx = scope.derive();
    if (outer) return this.join(tx, outer, work);
    this.beginners.add(tx);
    return this.begin(this.connectionFor(scope), asStore(scope), (open) =>
      this.join(tx, open, work),
    );
  }

  /**
   * The last statements of some work in a transaction, each called already. Where the work began it, its end travels with
   * them, and what joins it after this is refused; a transaction of another goes on.
   */
  async last(tx: StoreScope, statements: readonly Promise<unknown>[]): Promise<void> {
    const open = this.joined.get(tx);
    this.joined.delete(tx);
    const ended = this.beginners.has(tx) ? open?.commit() : undefined;
    // what failed before it says why
    ended?.catch(() => undefined);
    await Promise.all(statements);
    await ended;
  }

  /** For `StoreScopedRepository`: the scope's transaction, or one of its own. */
  run<T>(scope: StoreScope, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.joined.get(scope);
    if (open) return open.run(work);
    return this.begin(this.connectionFor(scope), asStore(scope), (begun) => begun.run(work));
  }

  /** For `StoreScopedRepository`: one statement in the scope's transaction, or as one of its own in one round trip. */
  statement(scope: StoreScope, statement: Statement): Promise<unknown[]> {
    const open = this.joined.get(scope);
    if (open) return open.rows(statement);
    return this.alone(this.connectionFor(scope), asStore(scope), statement);
  }

  /** For `PlatformRepository`: all stores, under a role that has a policy of its own instead of a way round them. */
  platform(statement: Statement): Promise<unknown[]> {
    return this.alone(this.shared, asRole(platformRole), statement);
  }

  /** For health checks: the runtime role without a store, which must see nothing. */
  withoutStore<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.begin(this.shared, asRole(runtimeRole), (begun) => begun.run(work));
  }

  /** True inside a transaction, where a queue or a model must not be called. */
  get isInTransaction(): boolean {
    return this.inTransaction.getStore() === true;
  }

  /** Every store lives in the shared database; a dedicated placement is found here, from the scope. */
  private connectionFor(_scope: StoreScope): DataSource {
    return this.shared;
  }

  private join<T>(
    tx: StoreScope,
    open: OpenTransaction,
    work: (tx: StoreScope) => Promise<T>,
  ): Promise<T> {
    this.joined.set(tx, open);
    return work(tx).finally(() => this.joined.delete(tx));
  }

  private alone(source: DataSource, settings: Settings, statement: Statement): Promise<unknown[]> {
    return this.connected(source, async (runner) => {
      const client = (await runner.connect()) as pg.Client;
      return rowsOf(statement, WholeTransaction.run(client, settings, statement));
    });
  }

  private begin<T>(
    source: DataSource,
    settings: Settings,
    work: (open: OpenTransaction) => Promise<T>,
  ): Promise<T> {
    return this.connected(source, async (runner) => {
      const open = OpenTransaction.begin((await runner.connect()) as pg.Client, runner, settings);
      try {
        const result = await this.inTransaction.run(true, () => work(open));
        await open.commit();
        return result;
      } catch (error) {
        throw await open.causeOf(error);
      }
    });
  }

  private async connected<T>(
    source: DataSource,
    work: (runner: QueryRunner) => Promise<T>,
  ): Promise<T> {
    if (this.isInTransaction) {
      throw new Error('A second connection was asked for inside a transaction: pass its `tx` on.');
    }
    return this.watch.during(() => this.onConnection(source, work));
  }

  private async onConnection<T>(
    source: DataSource,
    work: (runner: QueryRunner) => Promise<T>,
  ): Promise<T> {
    const runner = source.createQueryRunner();
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
