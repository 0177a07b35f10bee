import type { Order } from '../../orders/order.js';
import { orderText } from './order-text.js';

const order: Order = {
  orderNumber: '1042',
  status: 'shipped',
  carrier: null,
  trackingNumber: null,
  trackingUrl: null,
  placedOn: null,
  expectedOn: '2026-12-03',
  itemCount: null,
};

describe('an order in words', () => {
  it('has its days in the language of its words', () => {
    expect(orderText(order, 'de')).toContain('- Erwartet am: 3. Dezember 2026');
    expect(orderText(order, 'pl')).toContain('- Expected on: December 3, 2026');
    expect(orderText(order, 'other')).toContain('- Expected on: December 3, 2026');
  });
});
