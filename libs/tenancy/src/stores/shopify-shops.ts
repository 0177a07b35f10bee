import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { StoreScope } from '../scope/store-scope.js';

/** The index that keeps a shop from being two stores. */
export const shopifyDomainKey = 'stores_shopify_domain_key';

/**
 * Opens the store of a shop that Shopify signed a request about, which is the key to it: before that no store is known, so it
 * looks across them. A store that is switched off is found as well, what the law asks for is owed by it, too.
 */
@Injectable()
export class ShopifyShops {
  constructor(private readonly platform: PlatformRepository) {}

  /** Null where no store is that shop. */
  async find(domain: string): Promise<StoreScope | null> {
    const [row] = await this.platform.rows<{ id: string }>(
      `SELECT id FROM stores WHERE shopify_domain = $1 AND placement <> 'arriving'`,
      [domain],
    );
    return row ? StoreScope.open(row.id) : null;
  }
}
