import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { EventComposer } from '../webhooks/webhook-event.js';
import { PrivacyRequestRepository } from './privacy-request.repository.js';

/** What a store is told of a request: which and until when, of whom it is not told. */
@Injectable()
export class PrivacyRequestReport implements EventComposer {
  constructor(private readonly requests: PrivacyRequestRepository) {}

  async compose(scope: StoreScope, id: string) {
    const request = await this.requests.findOne(scope, { id });
    if (!request) return null;
    const { dataRequestId: data_request_id, createdAt, dueAt } = request;
    const moments = { received_at: createdAt.toISOString(), due_at: dueAt.toISOString() };
    return { privacy_request: { id, store_id: scope.storeId, data_request_id, ...moments } };
  }
}
