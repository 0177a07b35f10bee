import { type StoreScope, USAGE_CONFIG, type UsageConfig } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { receiptNotFound } from '../agent.errors.js';
import type { Citation } from '../conversations/citation.js';
import type { AnswerTrace } from './answer-trace.js';
import { makeReceipt } from './make-receipt.js';
import type { Receipt } from './receipt.js';
import { type MessagePlace, ReceiptRepository } from './receipt.repository.js';

/** Makes, keeps and shows the receipts of answers. They go with their message. */
@Injectable()
export class ReceiptService {
  constructor(
    @Inject(USAGE_CONFIG) private readonly config: Pick<UsageConfig, 'prices'>,
    private readonly receipts: ReceiptRepository,
  ) {}

  make(trace: AnswerTrace, citations: readonly Citation[]): Receipt {
    return makeReceipt(trace, citations, this.config.prices);
  }

  /** For the transaction that stores the answer. */
  keep(
    tx: StoreScope,
    message: { id: string; citations: readonly Citation[] },
    trace: AnswerTrace,
  ): Promise<void> {
    return this.receipts.keep(tx, message.id, this.make(trace, message.citations));
  }

  /** Throws AGENT_MESSAGE_NOT_FOUND, and AGENT_RECEIPT_NOT_FOUND for what the agent did not answer. */
  async get(scope: StoreScope, place: MessagePlace): Promise<Receipt> {
    const { role, receipt } = await this.receipts.ofMessage(scope, place);
    if (receipt === null) throw receiptNotFound(place.messageId, role);
    return receipt;
  }
}
