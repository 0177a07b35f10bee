import { hasFailed, toAttributes } from './to-attributes.js';

describe('what a span says of an event', () => {
  it('are its names and numbers', () => {
    const event = { storeId: '7b8f', end: 'done', ms: 3, costOf: 0.5, isApart: false };

    expect(toAttributes({ ...event, traceparent: '00-x' })).toEqual({
      'storehand.store_id': '7b8f',
      'storehand.end': 'done',
      'storehand.cost_of': 0.5,
      'storehand.is_apart': false,
    });
  });

  it.each([
    ['a text', 'How do I wash it?'],
    ['an e-mail address', 'ana@example.com'],
    ['a line', 'one\ntwo'],
    ['a query', 'https://shop.example/?q=1'],
    ['something long', 'x'.repeat(101)],
    ['a list', ['a']],
    ['an object', { a: 1 }],
    ['nothing', null],
  ])('is not %s', (_, value) => {
    expect(toAttributes({ value })).toEqual({});
  });

  it.each([
    [{ end: 'failed' }, true],
    [{ outcome: 'failed' }, true],
    [{ status: 503 }, true],
    [{ status: 404 }, false],
    [{ end: 'done', outcome: 'answered' }, false],
  ])('is an error for %j: %s', (event, expected) => {
    expect(hasFailed(event)).toBe(expected);
  });
});
