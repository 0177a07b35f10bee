import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { StoreConnections } from '../database/store-connections.js';
import { type Ask, storeTables } from '../database/store-tables.js';
import type { StoreScope } from '../scope/store-scope.js';
import { type ExportedTable, exportedTable } from './exported-table.js';

interface Read {
  row: Record<string, unknown>;
  key: string[];
}

/** A row as it is kept, without secrets; last of all how many there were of each table, which tells that it is whole. */
export type ExportLine =
  { table: string; row: Record<string, unknown> } | { end: { tables: Record<string, number> } };

/**
 * Reads every row of a store, a table after the other in small pieces: nobody waits for it, and what changes meanwhile is as it
 * was when it was read. Which tables there are is asked of the catalogue, so that a new one cannot be forgotten; that is
 * the same for all stores.
 */
@Injectable()
export class StoreExporter {
  constructor(
    private readonly connections: StoreConnections,
    private readonly platform: PlatformRepository,
  ) {}

  async *export(scope: StoreScope): AsyncGenerator<ExportLine> {
    const ask: Ask = (sql, params) => this.platform.rows(sql, params);
    const counts: Record<string, number> = {};
    for (const { name } of (await storeTables(ask)).toReversed()) {
      counts[name] = 0;
      for await (const row of this.rowsOf(scope, await exportedTable(ask, name))) {
        counts[name] += 1;
        yield { table: name, row };
      }
    }
    yield { end: { tables: counts } };
  }

  private async *rowsOf(scope: StoreScope, table: ExportedTable) {
    let after: string[] | null = null;
    for (;;) {
      const read: Read[] = await this.read(scope, table, after);
      for (const { row } of read) yield row;
      const last = read.at(-1);
      if (last === undefined || read.length < table.atOnce) return;
      after = last.key;
    }
  }

  private async read(
    scope: StoreScope,
    { name, column, key, left, atOnce }: ExportedTable,
    after: readonly string[] | null,
  ): Promise<Read[]> {
    const names = key.map((one) => `t."${one.name}"`);
    const marks = key.map(({ type }, i) => `$${i + 3}::${type}`);
    const isAfter = after === null ? '' : `AND (${names.join(', ')}) > (${marks.join(', ')})`;
    const order = names.length > 0 ? `ORDER BY ${names.join(', ')}` : '';
    const text = `SELECT to_jsonb(t) - $2::text[] AS row, ARRAY[${names.map((one) => `${one}::text`).join(', ')}]::text[] AS key
      FROM "${name}" t WHERE t.${column} = $1 ${isAfter} ${order} LIMIT ${atOnce}`;
    const values = [scope.storeId, left, ...(after ?? [])];
    return (await this.connections.statement(scope, { text, values, isKept: false })) as Read[];
  }
}
