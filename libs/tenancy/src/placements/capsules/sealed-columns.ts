import { Injectable } from '@nestjs/common';

import { storesTable } from './capsule-format.js';

export interface SealedColumn {
  table: string;
  column: string;
  /** The row is nothing without it. */
  isNeeded: boolean;
  /** Columns that say something of it, and go with it. */
  hints?: readonly string[];
}

/** What `CredentialVault` sealed, which another deployment opens with the same CREDENTIALS_SECRET only. The rooms name theirs. */
@Injectable()
export class SealedColumns {
  private readonly columns: SealedColumn[] = [
    { table: storesTable, column: 'credentials', isNeeded: false },
  ];

  register(...columns: readonly SealedColumn[]): void {
    this.columns.push(...columns);
  }

  list(): readonly SealedColumn[] {
    return this.columns;
  }
}
