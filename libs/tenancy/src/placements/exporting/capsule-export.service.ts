import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { Databases } from '../../database/connections/databases.js';
import { StoreConnections } from '../../database/store-connections.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { keysTable, storesTable } from '../capsules/capsule-format.js';
import { CapsuleHeaders } from '../capsules/capsule-headers.js';
import { CapsuleSchemas, type Schema } from '../capsules/capsule-schema.js';
import { CapsuleWriter } from '../capsules/capsule-writer.js';
import { PrivateFile } from '../capsules/private-file.js';
import { asCopier } from '../copying/as-copier.js';
import { StorePlaces } from '../store-places.js';
import { StoreSamples } from '../store-samples.js';
import { KEYS_SQL, StoreSnapshot } from './store-snapshot.js';

export interface Capsule {
  /** Packed; whoever does not read it to its end destroys it, and with it the file behind it. */
  bytes: Readable;
  byteCount: number;
  /** SHA-256 of the bytes, in base64. */
  sha256: string;
}

/**
 * Writes all that a store owns into one archive, as it was at one moment: its row, the hashes of its keys, and every table
 * with its vectors. It is on this machine's disk whole before anybody reads it, so that no reader holds the database up.
 */
@Injectable()
export class CapsuleExportService {
  constructor(
    private readonly databases: Databases,
    private readonly places: StorePlaces,
    private readonly connections: StoreConnections,
    private readonly samples: StoreSamples,
    private readonly schemas: CapsuleSchemas,
    private readonly headers: CapsuleHeaders,
  ) {}

  /** Throws TENANCY_STORE_MOVING while the store is switched to another database. */
  async export(scope: StoreScope, signal?: AbortSignal): Promise<Capsule> {
    const file = await PrivateFile.create();
    const writer = new CapsuleWriter(file, signal);
    try {
      const sha256 = await this.write(scope, writer);
      return { bytes: file.readAndClose(), byteCount: await file.size(), sha256 };
    } catch (error) {
      await writer.abandon();
      await file.close();
      throw error;
    }
  }

  private async write(scope: StoreScope, writer: CapsuleWriter): Promise<string> {
    const home = await this.places.of(scope.storeId);
    const schema = await this.schemas.of(home);
    const keys = await this.keysApart(home, scope);
    const before = await this.samplesOf(home, scope);
    await StoreSnapshot.take(home, scope, async (snapshot) => {
      await writer.begin(await this.headers.make(scope, snapshot, schema));
      await writeDirectory(writer, snapshot, keys);
      await writeTables(writer, snapshot, schema);
    });
    return writer.end(alike(before, await this.samplesOf(home, scope)));
  }

  /** Keys are in the shared database; null where that is the store's own. */
  private async keysApart(home: Database, scope: StoreScope): Promise<string[] | null> {
    if (home === this.databases.shared) return null;
    const statement = { text: KEYS_SQL, values: [scope.storeId], isKept: false };
    const rows = (await this.databases.shared.alone(asCopier(scope), statement)) as {
      row: string;
    }[];
    return rows.map(({ row }) => row);
  }

  private samplesOf(home: Database, scope: StoreScope): Promise<Map<string, string[]>> {
    return this.samples.take(this.connections.at(home, scope));
  }
}

async function writeDirectory(
  writer: CapsuleWriter,
  snapshot: StoreSnapshot,
  keys: readonly string[] | null,
): Promise<void> {
  const rows = [
    [storesTable, [await snapshot.ownRow()]],
    [keysTable, keys ?? (await snapshot.keys())],
  ] as const;
  for (const [table, own] of rows) {
    await writer.beginTable(table);
    await writer.addRows(own);
    await writer.endTable(table, null);
  }
}

async function writeTables(
  writer: CapsuleWriter,
  snapshot: StoreSnapshot,
  { tables }: Schema,
): Promise<void> {
  for (const table of tables) {
    await writer.beginTable(table.name);
    for await (const rows of snapshot.rows(table)) await writer.addRows(rows);
    const { hash } = await snapshot.digest(table);
    await writer.endTable(table.name, hash);
  }
}

/** What was found otherwise before than after says nothing about the moment between. */
function alike(
  before: ReadonlyMap<string, string[]>,
  after: ReadonlyMap<string, string[]>,
): Record<string, string[]> {
  const kept = [...before].filter(
    ([room, lines]) => lines.join('\n') === after.get(room)?.join('\n'),
  );
  return Object.fromEntries(kept);
}
