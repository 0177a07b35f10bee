import type { OrderSource } from '../grounding/answer-source.js';
import { orderFacts } from '../prompts/orders/order-text.js';
import type { Order } from './order.js';

/** An order as something that an answer may rest on: its facts, and the one link that they name. */
export function orderSource(order: Order): OrderSource {
  return {
    isOrder: true,
    url: order.trackingUrl ?? '',
    title: `Order ${order.orderNumber}, from the store's order system`,
    headingPath: [],
    text: orderFacts(order),
    alsoOn: [],
  };
}
