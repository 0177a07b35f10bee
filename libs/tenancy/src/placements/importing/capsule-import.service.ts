import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { Databases } from '../../database/connections/databases.js';
import { StoreScope } from '../../scope/store-scope.js';
import { type CapsuleContent, readContent } from '../capsules/capsule-content.js';
import { keysTable, storesTable } from '../capsules/capsule-format.js';
import type { Schema } from '../capsules/capsule-schema.js';
import type { PrivateFile } from '../capsules/private-file.js';
import { receiveCapsule, type Receiving } from '../capsules/receive-capsule.js';
import { SealedColumns } from '../capsules/sealed-columns.js';
import { sharedPlacement } from '../placement-locations.js';
import { ArrivalSamples } from './arrival-samples.js';
import { type Arrival, ArrivingRows } from './arriving-rows.js';
import {
  ArrivingStoreRepository,
  type Claim,
  type DirectoryRows,
  namesOf,
} from './arriving-store.repository.js';
import { ArrivingStores } from './arriving-stores.js';
import { CapsuleChecks, type ImportWishes } from './capsule-checks.js';

export interface ImportedStore {
  storeId: string;
  placement: string;
  /** Rows by table. */
  tables: Record<string, number>;
  verified: {
    /** Found to be the capsule's, to the last row. */
    tables: number;
    rows: number;
    /** Questions that found the same as where it comes from, by the room that asked; null under another model. */
    samples: Record<string, number> | null;
  };
  /** What was sealed and left out. */
  dropped: CapsuleContent['header']['sealed'];
}

interface Work {
  scope: StoreScope;
  content: CapsuleContent;
  schema: Schema;
  arrival: Arrival;
  claim: Claim;
}

/** A claim is renewed this often at most. */
const renewAfterMs = 3_000;

/**
 * Takes a store out of a capsule, as it was: ids stay, nothing is embedded, and what does not fit is refused. It is there
 * once every table was found to be the capsule's; before that it is absent, and the same import again goes on with it.
 */
@Injectable()
export class CapsuleImportService {
  constructor(
    private readonly databases: Databases,
    private readonly checks: CapsuleChecks,
    private readonly stores: ArrivingStoreRepository,
    private readonly arriving: ArrivingStores,
    private readonly rows: ArrivingRows,
    private readonly samples: ArrivalSamples,
    private readonly sealed: SealedColumns,
  ) {}

  /**
   * Throws TENANCY_CAPSULE_* with what is wrong with it, TENANCY_STORE_EXISTS, TENANCY_DOMAIN_TAKEN,
   * TENANCY_SHOPIFY_DOMAIN_TAKEN and TENANCY_PLACEMENT_UNKNOWN.
   */
  async import(
    packed: Readable,
    wishes: ImportWishes,
    receiving: Receiving,
  ): Promise<ImportedStore> {
    const to = await this.databases.get(wishes.placement ?? sharedPlacement);
    const file = await receiveCapsule(packed, receiving);
    try {
      return await this.take(to, file, wishes, receiving.signal);
    } finally {
      await file.close();
    }
  }

  private async take(
    to: Database,
    file: PrivateFile,
    wishes: ImportWishes,
    signal?: AbortSignal,
  ): Promise<ImportedStore> {
    const content = await readContent(file);
    const schema = await this.checks.expectFit(to, content.header, wishes);
    const scope = StoreScope.open(content.header.store_id);
    const directory = toDirectory(content, schema, { ...wishes, placement: to.name });
    await this.stores.expectFree(scope, namesOf(directory), directory);
    const claim = { capsule: content.end.sha256, placement: to.name, holder: randomUUID() };
    const goOn = this.renewing(scope, claim, signal);
    const arrival = { to, file, tables: schema.tables, totals: content.totals, goOn };
    await this.arriving.begin(scope, to, claim);
    try {
      const imported = await this.fill({ scope, content, schema, arrival, claim }, wishes);
      await goOn();
      await this.arriving.open(scope, to, directory, claim);
      return imported;
    } catch (error) {
      await this.stores.letGo(scope, claim).catch(() => undefined);
      throw error;
    }
  }

  private async fill(
    { scope, content, schema, arrival }: Work,
    { withoutCredentials = false }: ImportWishes,
  ): Promise<ImportedStore> {
    const { header, end, totals } = content;
    const { to, goOn } = arrival;
    await this.rows.write(scope, arrival);
    const rows = await this.rows.verify(scope, arrival);
    await goOn();
    await this.stores.setLive(to, scope, header.live_release);
    const isComparable = this.checks.isOwnModel(header);
    const samples = isComparable ? await this.samples.expectAlike(scope, to, end) : null;
    await goOn();
    if (withoutCredentials) await this.dropSealed(scope, arrival);
    return {
      storeId: scope.storeId,
      placement: to.name,
      tables: Object.fromEntries([...totals].map(([name, total]) => [name, total.rows])),
      verified: { tables: schema.tables.length, rows, samples },
      dropped: withoutCredentials ? header.sealed.filter((one) => one.rows > 0) : [],
    };
  }

  private async dropSealed(scope: StoreScope, arrival: Arrival): Promise<void> {
    for (const column of this.sealed.list()) {
      if (column.table !== storesTable) await this.rows.dropSealed(scope, arrival, column);
    }
  }

  /** For between two pieces of work: ends it where nobody waits for it any more, or another has taken it over. */
  private renewing(scope: StoreScope, claim: Claim, signal?: AbortSignal): () => Promise<void> {
    let renewedAt = Date.now();
    return async () => {
      signal?.throwIfAborted();
      if (Date.now() - renewedAt < renewAfterMs) return;
      await this.stores.hold(scope, claim);
      renewedAt = Date.now();
    };
  }
}

function toDirectory(
  { row, keys }: CapsuleContent,
  { directory }: Schema,
  { placement, domain, withoutCredentials }: ImportWishes,
): DirectoryRows {
  const columnsOf = (table: string) => directory.find(({ name }) => name === table)?.columns ?? [];
  const changes = {
    placement,
    ...(domain !== undefined && { domain }),
    ...(withoutCredentials && { credentials: null }),
  };
  return { row, changes, columns: columnsOf(storesTable), keys, keyColumns: columnsOf(keysTable) };
}
