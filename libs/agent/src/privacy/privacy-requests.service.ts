import type { ListSlice, SliceOptions, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { privacyRequestForgotten } from '../agent.errors.js';
import { type ShopperExport, ShopperExporter } from '../shoppers/shopper-exporter.service.js';
import { type ListedRequest, PrivacyRequestRepository } from './privacy-request.repository.js';
import { SealedNames } from './sealed-names.js';

/** What shoppers asked to be shown, and the showing of it to the store, which passes it on. */
@Injectable()
export class PrivacyRequests {
  constructor(
    private readonly requests: PrivacyRequestRepository,
    private readonly names: SealedNames,
    private readonly exporter: ShopperExporter,
  ) {}

  /** The newest first. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<ListedRequest>> {
    return this.requests.list(scope, options);
  }

  /**
   * All that is kept under any of the shopper's names that is known here, none where nothing is; the request is fulfilled with
   * it. Throws AGENT_PRIVACY_REQUEST_NOT_FOUND and AGENT_PRIVACY_REQUEST_FORGOTTEN.
   */
  async export(scope: StoreScope, id: string): Promise<ShopperExport[]> {
    const { sealedNames } = await this.requests.get(scope, id);
    if (sealedNames === null) throw privacyRequestForgotten(id);
    const exports = await this.exporter.exportAll(scope, this.names.open(scope, sealedNames));
    await this.requests.fulfil(scope, id);
    return exports;
  }
}
