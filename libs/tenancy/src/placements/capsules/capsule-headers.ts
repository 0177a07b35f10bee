import { Injectable } from '@nestjs/common';

import type { StoreScope } from '../../scope/store-scope.js';
import { CredentialVault } from '../../stores/credential-vault.js';
import type { StoreSnapshot } from '../exporting/store-snapshot.js';
import { capsuleFormat, type CapsuleHeader, capsuleVersion } from './capsule-format.js';
import type { Schema } from './capsule-schema.js';
import { SealedColumns } from './sealed-columns.js';
import { VectorModels } from './vector-models.js';

/** What a capsule says about itself, and what this deployment would say. */
@Injectable()
export class CapsuleHeaders {
  constructor(
    private readonly vault: CredentialVault,
    private readonly sealed: SealedColumns,
    private readonly models: VectorModels,
  ) {}

  /** The same wherever CREDENTIALS_SECRET is the same; null without one. */
  get secret(): string | null {
    return this.vault.secretFor('capsules')?.toString('hex') ?? null;
  }

  async make(
    { storeId }: StoreScope,
    snapshot: StoreSnapshot,
    { directory, tables, fingerprint }: Schema,
  ): Promise<CapsuleHeader> {
    const sealed: CapsuleHeader['sealed'] = [];
    for (const one of this.sealed.list()) {
      const { table, column } = one;
      sealed.push({ table, column, rows: await snapshot.countSealed(one) });
    }
    const { keptSql } = this.models;
    return {
      format: capsuleFormat,
      version: capsuleVersion,
      store_id: storeId,
      made_at: new Date().toISOString(),
      schema: fingerprint,
      tables: [...directory, ...tables].map(({ name, columns }) => ({ name, columns })),
      models: keptSql === undefined ? [] : await snapshot.models(keptSql),
      secret: this.secret,
      sealed,
      live_release: await snapshot.liveRelease(),
    };
  }
}
