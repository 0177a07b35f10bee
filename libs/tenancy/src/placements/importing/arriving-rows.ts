import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { asMover } from '../../database/roles.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { capsuleMismatch } from '../capsules/capsule.errors.js';
import type { CapsuleTotal } from '../capsules/capsule-format.js';
import { type CapsulePart, readCapsule } from '../capsules/capsule-reader.js';
import type { PrivateFile } from '../capsules/private-file.js';
import type { SealedColumn } from '../capsules/sealed-columns.js';
import { StoreRows } from '../copying/store-rows.js';
import type { StoreTable } from '../copying/store-tables.js';
import { TableRows } from '../copying/table-rows.js';

/** Rows of one statement: so many, or so many bytes of them. */
const rowsAtOnce = 500;
const bytesAtOnce = 1024 * 1024;

export interface Arrival {
  to: Database;
  file: PrivateFile;
  /** In the order in which they are written. */
  tables: readonly StoreTable[];
  totals: ReadonlyMap<string, CapsuleTotal>;
  /** Called before each batch; what it throws ends the work. */
  goOn: () => Promise<void>;
}

/** The rows of a capsule in the database where its store is to live, and whether they are what the capsule holds. */
@Injectable()
export class ArrivingRows {
  constructor(private readonly stored: StoreRows) {}

  /** Tables that are whole already, from a try before, are passed over; of the others nothing of it is left. */
  async write(scope: StoreScope, arrival: Arrival): Promise<void> {
    const { to, file, tables } = arrival;
    const done = await this.keepWhole(scope, arrival);
    const left = new Map(tables.slice(done).map((table) => [table.name, table]));
    const batch = new Batch();
    for await (const part of readCapsule(file.read())) {
      const table = left.get(nameOf(part) ?? '');
      if (table === undefined) continue;
      if (part.kind === 'row') batch.add(part.text);
      if (part.kind === 'row' && !batch.isFull) continue;
      await arrival.goOn();
      // what triggers wrote for the rows of tables before it
      if (batch.isFirst) await this.stored.removeOf(to, scope, [table]);
      if (!batch.isEmpty) await new TableRows(to, scope, table).write(batch.take());
      if (part.kind === 'total') batch.begin();
    }
  }

  /** Throws TENANCY_CAPSULE_MISMATCH. Returns how many rows there are. */
  async verify(scope: StoreScope, arrival: Arrival): Promise<number> {
    const differing: string[] = [];
    for (const table of arrival.tables) {
      if (!(await isWhole(scope, table, arrival))) differing.push(table.name);
    }
    if (differing.length > 0) throw capsuleMismatch(differing);
    return arrival.tables.reduce((sum, { name }) => sum + rowsOf(arrival, name), 0);
  }

  /** All of a store in a database that holds it. */
  remove(database: Database, scope: StoreScope): Promise<void> {
    return this.stored.remove(database, scope);
  }

  /** Rows that are nothing without what is sealed in them go; of others only that does. */
  async dropSealed(
    scope: StoreScope,
    { to, tables }: Arrival,
    { table, column, isNeeded, hints = [] }: SealedColumn,
  ): Promise<void> {
    const columns = tables.find(({ name }) => name === table)?.columns ?? [];
    const listed = columns.map((name) => `"${name}"`).join(', ');
    const isDropped = (name: string) => name === column || hints.includes(name);
    const without = columns.map((name) => (isDropped(name) ? 'NULL' : `gone."${name}"`)).join(', ');
    const gone = `DELETE FROM "${table}" t WHERE t.store_id = $1 AND t."${column}" IS NOT NULL
      AND EXISTS (SELECT FROM store_holds h WHERE h.store_id = $1 AND h.reason = 'arriving') RETURNING t.*`;
    // put anew, since some tables let no row be changed
    const text = isNeeded
      ? gone
      : `WITH gone AS (${gone})
         INSERT INTO "${table}" (${listed}) SELECT ${without} FROM gone WHERE gone.store_id = $1`;
    await to.alone(asMover(scope), { text, values: [scope.storeId], isKept: false });
  }

  /** How many tables from the first on are whole, once the rest is gone; to remove some may take rows of others along. */
  private async keepWhole(scope: StoreScope, arrival: Arrival): Promise<number> {
    const { to, tables } = arrival;
    for (let kept = tables.length; ;) {
      const whole = await countWhole(scope, arrival, kept);
      if (whole === kept) return whole;
      kept = whole;
      await this.stored.removeOf(to, scope, tables.slice(kept));
    }
  }
}

/** Of the first `most` tables, up to the first that is not. */
async function countWhole(scope: StoreScope, arrival: Arrival, most: number): Promise<number> {
  for (const [at, table] of arrival.tables.slice(0, most).entries()) {
    if (!(await isWhole(scope, table, arrival))) return at;
  }
  return most;
}

async function isWhole(scope: StoreScope, table: StoreTable, arrival: Arrival): Promise<boolean> {
  const { rows, hash } = await new TableRows(arrival.to, scope, table).digest();
  const wanted = arrival.totals.get(table.name);
  return rows === wanted?.rows && hash === wanted.digest;
}

const rowsOf = ({ totals }: Arrival, name: string): number => totals.get(name)?.rows ?? 0;

function nameOf(part: CapsulePart): string | undefined {
  if (part.kind === 'row') return part.table;
  return part.kind === 'total' ? part.total.table : undefined;
}

/** Rows of one table that are written together, as the text of a JSON array. */
class Batch {
  /** Of its table. */
  isFirst = true;
  private texts: Buffer[] = [];
  private bytes = 0;

  get isEmpty(): boolean {
    return this.texts.length === 0;
  }

  get isFull(): boolean {
    return this.texts.length >= rowsAtOnce || this.bytes >= bytesAtOnce;
  }

  add(text: Buffer): void {
    this.texts.push(text);
    this.bytes += text.length;
  }

  take(): string {
    const text = `[${this.texts.map((one) => one.toString('utf8')).join(',')}]`;
    this.texts = [];
    this.bytes = 0;
    this.isFirst = false;
    return text;
  }

  begin(): void {
    this.isFirst = true;
  }
}
