import type { Language } from '@app/knowledge';

import type { Order } from '../../orders/order.js';
import { orderLanguage, orderWordsIn } from './order-words.js';

/** An order as it is told to the shopper where no model words it. */
export function orderText(order: Order, language: Language): string {
  const words = orderWordsIn(language);
  const details: (readonly [string, string | null])[] = [
    [words.status, words.statuses[order.status]],
    [words.expectedOn, order.expectedOn && dayIn(order.expectedOn, language)],
    [words.carrier, order.carrier],
    [words.trackingNumber, order.trackingNumber],
    [words.tracking, order.trackingUrl],
    [words.placedOn, order.placedOn && dayIn(order.placedOn, language)],
    [words.items, order.itemCount === null ? null : String(order.itemCount)],
  ];
  const lines = details.flatMap(([name, value]) => (value === null ? [] : [`- ${name}: ${value}`]));
  return [`${words.order} ${order.orderNumber}, ${words.source}:`, ...lines].join('\n');
}

/** An order as a model reads it, in sentences, so that a sentence about it can be held against them. */
export function orderFacts(order: Order): string {
  const { statuses } = orderWordsIn('en');
  const { carrier, trackingNumber, trackingUrl, placedOn, expectedOn, itemCount } = order;
  const expected = expectedOn && `${dayIn(expectedOn, 'en')} (${expectedOn})`;
  return [
    `Your order ${order.orderNumber} is ${statuses[order.status]}. The status of the order is: ${statuses[order.status]}.`,
    carrier && `The order was given to the carrier ${carrier}; it is shipped with ${carrier}.`,
    trackingNumber && `The tracking number is ${trackingNumber}.`,
    trackingUrl && `You can track the parcel here: ${trackingUrl}`,
    placedOn && `The order was placed on ${dayIn(placedOn, 'en')} (${placedOn}).`,
    expected && `The order is expected to arrive on ${expected}; its delivery date is ${expected}.`,
    itemCount !== null && `The order has ${itemCount} ${itemCount === 1 ? 'item' : 'items'}.`,
  ]
    .filter(Boolean)
    .join('\n');
}

function dayIn(day: string, language: Language): string {
  const form = { dateStyle: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(orderLanguage(language), form).format(new Date(day));
}
