import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { shopperNotFound } from '../agent.errors.js';
import { ownTables } from '../forgetting/own-tables.js';
import type { Receipt, ReceiptChunk } from '../receipts/receipt.js';
import { ShopperRepository } from './shopper.repository.js';

export interface ShopperExport {
  storeId: string;
  shopperId: string;
  exportedAt: Date;
  /** Rows by the name of their table, as they are kept. */
  tables: Record<string, Record<string, unknown>[]>;
}

/** Everything that a store holds of one of its shoppers; of the evidence for an answer, which pages it was. */
@Injectable()
export class ShopperExporter {
  constructor(private readonly shoppers: ShopperRepository) {}

  /** Throws AGENT_SHOPPER_NOT_FOUND. */
  async exportKnown(scope: StoreScope, shopperId: string): Promise<ShopperExport> {
    if (!(await this.shoppers.isKnown(scope, shopperId))) throw shopperNotFound();
    return this.export(scope, shopperId);
  }

  /** Of each name that somebody is known by. */
  async exportAll(scope: StoreScope, shopperIds: readonly string[]): Promise<ShopperExport[]> {
    const exports: ShopperExport[] = [];
    for (const shopperId of shopperIds) {
      if (await this.shoppers.isKnown(scope, shopperId)) {
        exports.push(await this.export(scope, shopperId));
      }
    }
    return exports;
  }

  /** Of a shopper whom nobody knows the lists are empty. */
  async export(scope: StoreScope, shopperId: string): Promise<ShopperExport> {
    const tables: ShopperExport['tables'] = {};
    for (const table of ownTables) {
      const rows = await this.shoppers.read(scope, table, shopperId);
      tables[table.name] = table.name === 'receipts' ? rows.map(withoutPages) : rows;
    }
    return { storeId: scope.storeId, shopperId, exportedAt: new Date(), tables };
  }
}

/** The text of pages is the store's. */
function withoutPages(row: Record<string, unknown>): Record<string, unknown> {
  const receipt = row['receipt'] as Partial<Receipt>;
  const passages = (receipt.passages ?? []).map(
    ({ text: _, before: __, after: ___, ...rest }: ReceiptChunk) => rest,
  );
  return { ...row, receipt: { ...receipt, passages } };
}
