import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { type StoreTable, StoreTables } from './store-tables.js';
import { type TableDigest, TableRows } from './table-rows.js';

/** Keys and hashes of so many rows are held at once. */
const keysAtOnce = 50_000;

export interface Copying {
  from: Database;
  to: Database;
  signal?: AbortSignal;
  /** Told after each batch of rows. */
  onRows?: (count: number) => void;
  /** The store may be written meanwhile: what does not fit yet is left to the next time. */
  isLoose?: boolean;
}

/** One table that is not the same in both. */
export interface TableDifference {
  table: string;
  from: TableDigest;
  to: TableDigest;
}

export interface Comparison {
  tables: number;
  rows: number;
  differences: TableDifference[];
}

/**
 * Makes a store's rows in one database those of another: what differs by its hash is written anew, what is too many is
 * removed. Safe to repeat and to be cut off; a second time only looks.
 */
@Injectable()
export class StoreCopier {
  constructor(private readonly tables: StoreTables) {}

  /** Returns how many rows differed. */
  async copy(scope: StoreScope, copying: Copying): Promise<number> {
    let differed = 0;
    for (const table of await this.commonTables(copying)) {
      differed += await copyTable(scope, table, copying);
    }
    return differed;
  }

  /** How much there is, and the tables in which both are not alike, to the last row. */
  async compare(scope: StoreScope, { from, to }: Copying): Promise<Comparison> {
    const tables = await this.commonTables({ from, to });
    const differences: TableDifference[] = [];
    let rows = 0;
    for (const table of tables) {
      const [a, b] = await Promise.all([
        new TableRows(from, scope, table).digest(),
        new TableRows(to, scope, table).digest(),
      ]);
      rows += a.rows;
      const isAlike = a.rows === b.rows && a.hash === b.hash;
      if (!isAlike) differences.push({ table: table.name, from: a, to: b });
    }
    return { tables: tables.length, rows, differences };
  }

  /** Throws where the databases are not of one version: what one does not have would be lost. */
  private async commonTables({ from, to }: Copying): Promise<StoreTable[]> {
    const [own, others] = await Promise.all([from, to].map((one) => this.tables.list(one)));
    if (JSON.stringify(own) !== JSON.stringify(others)) {
      throw new Error(
        `The databases of "${from.name}" and "${to.name}" are of different versions: migrate both.`,
      );
    }
    return own as StoreTable[];
  }
}

async function copyTable(scope: StoreScope, table: StoreTable, copying: Copying): Promise<number> {
  const from = new TableRows(copying.from, scope, table);
  const to = new TableRows(copying.to, scope, table);
  const [source, target] = await Promise.all([from.digest(), to.digest()]);
  if (source.rows === target.rows && source.hash === target.hash) return 0;
  const parts = Math.max(1, Math.ceil(Math.max(source.rows, target.rows) / keysAtOnce));
  let differed = 0;
  for (let part = 0; part < parts; part += 1) {
    const [wanted, there] = await Promise.all([
      from.hashes({ part, parts }),
      to.hashes({ part, parts }),
    ]);
    const surplus = [...there.keys()].filter((key) => !wanted.has(key));
    const changed = [...wanted].filter(([key, hash]) => there.get(key) !== hash);
    for (const keys of batches(surplus, table.atOnce)) {
      copying.signal?.throwIfAborted();
      await to.remove(keys);
    }
    for (const keys of batches(
      changed.map(([key]) => key),
      table.atOnce,
    )) {
      copying.signal?.throwIfAborted();
      await put(to, keys, await from.read(keys), copying.isLoose === true);
      copying.onRows?.(keys.length);
    }
    differed += surplus.length + changed.length;
  }
  return differed;
}

/** A value that has to be the only one may still be another row's: both are put anew. */
async function put(to: TableRows, keys: readonly string[], json: string, isLoose: boolean) {
  try {
    await to.write(json);
  } catch (error) {
    const state = stateOf(error);
    if (isLoose && (state === uniqueViolation || state === foreignKeyViolation)) return;
    if (state !== uniqueViolation) throw error;
    await to.remove(keys);
    await to.write(json);
  }
}

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';

const stateOf = (error: unknown): unknown =>
  (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;

function* batches<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
