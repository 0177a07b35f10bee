import type { AnswerSource } from '../grounding/answer-source.js';
import { orderFacts } from '../prompts/orders/order-text.js';
import type { Order } from './order.js';

/** An order as something that an answer may rest on: its facts, and the one link that they name. */
export function orderSource(order: Order): AnswerSource {
  return {
    isOrder: true,
    chunkId: 'order',
    pageId: 'order',
    url: order.trackingUrl ?? '',
    title: `Order ${order.orderNumber}, from the store's order system`,
    headingPath: [],
    text: orderFacts(order),
    fetchedAt: new Date(),
    score: 1,
    lexicalRank: null,
    lexicalScore: null,
    denseRank: null,
    denseScore: null,
    pageKind: 'page',
    product: null,
    coverage: 1,
    alsoOn: [],
    before: null,
    after: null,
  };
}
