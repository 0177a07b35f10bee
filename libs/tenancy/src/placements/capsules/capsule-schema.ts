import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { withoutStore } from '../../database/roles.js';
import { type StoreTable, StoreTables } from '../copying/store-tables.js';
import { keysTable, storesTable } from './capsule-format.js';

export interface DirectoryTable {
  name: string;
  columns: string[];
}

export interface Schema {
  /** The store's own row and its keys. */
  directory: DirectoryTable[];
  tables: StoreTable[];
  /** Alike where the tables of two databases are: what a role without rights can know of their version. */
  fingerprint: string;
}

const COLUMNS = `
  SELECT c.relname AS name, json_agg(a.attname ORDER BY a.attname) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname::text = ANY ($1::text[])
  GROUP BY c.relname ORDER BY array_position($1::text[], c.relname::text)`;

/** What a store's rows look like in a database: tables and columns by the catalogue. */
@Injectable()
export class CapsuleSchemas {
  constructor(private readonly tables: StoreTables) {}

  async of(database: Database): Promise<Schema> {
    const directory = (await database.alone(withoutStore, {
      text: COLUMNS,
      values: [[storesTable, keysTable]],
      isKept: false,
    })) as DirectoryTable[];
    const tables = await this.tables.list(database);
    const text = JSON.stringify([directory, tables]);
    const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 16);
    return { directory, tables, fingerprint };
  }
}
