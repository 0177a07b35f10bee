import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { AppError } from '../errors/app-error.js';
import { StorePlaces } from '../placements/store-places.js';
import type { StoreScope } from '../scope/store-scope.js';
import { storeMoving, storeNotFound } from '../tenancy.errors.js';
import { type Database, isInTransaction } from './connections/database.js';
import { Databases } from './connections/databases.js';
import type { OpenTransaction } from './open-transaction.js';
import { againAfterConflict, isReferred } from './passing-errors.js';
import { asMover, asPlatform, asStore, asSweep, withoutStore } from './roles.js';
import type { Entry, Statement } from './whole-transaction.js';

/** How long work that writes waits for a store that is being moved, and how often it looks. */
const waitForMoveMs = 20_000;
const lookEveryMs = 100;

const EXISTS = {
  text: `SELECT id FROM stores WHERE id = $1`,
  isKept: false,
};
const HELD = {
  text: `SELECT reason FROM store_holds WHERE store_id = $1`,
  isKept: false,
};

/**
 * The only way to the database. Every piece of work runs in a short transaction, in the database of the store's placement,
 * that has taken on a role which row-level security binds, with the store's id set for that transaction only: nothing
 * outlives it on a pooled connection. What would write while its store is moved waits, and is done where it then lives.
 */
@Injectable()
export class StoreConnections {
  private readonly joined = new WeakMap<StoreScope, OpenTransaction>();
  /** Scopes whose work began the transaction, and so ends it. */
  private readonly beginners = new WeakSet<StoreScope>();
  /** Scopes whose database is not that of their store's placement. */
  private readonly placed = new WeakMap<StoreScope, Database>();
  private readonly directories = new WeakSet<StoreScope>();

  constructor(
    private readonly databases: Databases,
    private readonly places: StorePlaces,
  ) {}

  /**
   * Runs several repository calls as one transaction: those called with `tx` join it. Keep it short, never await the
   * network inside: it is run again where the store was being moved, and where others were writing the same. Using another
   * scope inside throws, since on the embedded database it would wait for ever. Statements that do not need each other's
   * answers are best asked for at once: they travel together, in their order, and nobody waits between them for this
   * process.
   */
  transaction<T>(scope: StoreScope, work: (tx: StoreScope) => Promise<T>): Promise<T> {
    const outer = this.joined.get(scope);
    if (outer) return this.join(scope.derive(), outer, work);
    return this.begin(scope, (open, database) => {
      const tx = scope.derive();
      this.beginners.add(tx);
      this.placed.set(tx, database);
      return this.join(tx, open, work);
    });
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
    return this.begin(scope, (begun) => begun.run(work));
  }

  /** For `StoreScopedRepository`: one statement in the scope's transaction, or as one of its own in one round trip. */
  statement(scope: StoreScope, statement: Statement): Promise<unknown[]> {
    const open = this.joined.get(scope);
    if (open) return open.rows(statement);
    return this.atHome(scope, (database) => database.alone(this.entryOf(scope), statement));
  }

  /**
   * The same store in the shared database, where its keys and what finds it are, wherever its other rows live; whether those
   * are being moved does not matter to these.
   */
  inDirectory(scope: StoreScope): StoreScope {
    if (this.placed.get(scope) === this.databases.shared) return scope;
    const placed = this.at(this.databases.shared, scope);
    this.directories.add(placed);
    return placed;
  }

  /** The same store in the database that it lives in at this moment, also once it is gone from there. */
  async whereItLives(scope: StoreScope): Promise<StoreScope> {
    return this.at(await this.places.of(scope.storeId), scope);
  }

  /** The name of the database of a scope that was placed in one. */
  placementOf(placed: StoreScope): string {
    return (this.placed.get(placed) ?? this.databases.shared).name;
  }

  /** Whether a store has a database other than the shared one. */
  async livesApart({ storeId }: StoreScope): Promise<boolean> {
    return (await this.places.nameOf(storeId)) !== this.databases.shared.name;
  }

  /** The same store in one database, whether or not it lives there: for whoever moves it. */
  at(database: Database, scope: StoreScope): StoreScope {
    const placed = scope.derive();
    this.placed.set(placed, database);
    return placed;
  }

  /** For `PlatformRepository`: what finds stores and what belongs to none, in the shared database. */
  platform(statement: Statement): Promise<unknown[]> {
    return this.databases.shared.alone(asPlatform, statement);
  }

  /** For `PlatformRepository`: rows that live with their stores, of all that live in one database. */
  sweep(database: Database, statement: Statement): Promise<unknown[]> {
    return database.alone(asSweep, statement);
  }

  /** For health checks: the runtime role without a store, which must see nothing. */
  withoutStore<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.databases.shared.begin(withoutStore, (begun) => begun.run(work));
  }

  /** True inside a transaction, where a queue or a model must not be called. */
  get isInTransaction(): boolean {
    return isInTransaction();
  }

  private begin<T>(
    scope: StoreScope,
    work: (begun: OpenTransaction, database: Database) => Promise<T>,
  ): Promise<T> {
    const entry = this.entryOf(scope);
    return this.atHome(scope, (database) =>
      againAfterConflict(() => database.begin(entry, (begun) => work(begun, database))),
    );
  }

  /** Where the store lives; again and where it then lives, if it was held when the work would have written. */
  private async atHome<T>(scope: StoreScope, once: (home: Database) => Promise<T>): Promise<T> {
    const work = (home: Database) => this.unlessGone(home, scope, once);
    const placed = this.placed.get(scope);
    if (placed) return work(placed);
    const until = Date.now() + waitForMoveMs;
    for (let refusals = 0; ; await sleep(lookEveryMs)) {
      const home = await this.places.of(scope.storeId);
      try {
        return await work(home);
      } catch (error) {
        if (!wasReadOnly(error)) throw error;
        // whoever held it may be gone by now; where the database itself takes no writes, that is met again
        refusals = (await this.isThere(home, scope, HELD)) ? 0 : refusals + 1;
        if (refusals > 1) throw error;
        if (Date.now() > until) throw storeMoving(scope.storeId, error);
      }
    }
  }

  /** A store that is erased takes along what its rows refer to: whoever still writes is told that it is gone. */
  private async unlessGone<T>(
    database: Database,
    scope: StoreScope,
    work: (database: Database) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(database);
    } catch (error) {
      if (isReferred(error) && !(await this.isThere(database, scope, EXISTS)))
        throw storeNotFound(scope.storeId, error);
      throw error;
    }
  }

  private entryOf(scope: StoreScope): Entry {
    return this.directories.has(scope) ? asMover(scope) : asStore(scope);
  }

  private async isThere(
    home: Database,
    scope: StoreScope,
    row: Omit<Statement, 'values'>,
  ): Promise<boolean> {
    const rows = await home.alone(asStore(scope), { ...row, values: [scope.storeId] });
    return rows.length > 0;
  }

  private join<T>(
    tx: StoreScope,
    open: OpenTransaction,
    work: (tx: StoreScope) => Promise<T>,
  ): Promise<T> {
    this.joined.set(tx, open);
    return work(tx).finally(() => this.joined.delete(tx));
  }
}

const wasReadOnly = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'TENANCY_DATABASE_READ_ONLY';
