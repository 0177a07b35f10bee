import { surelyUnpaid } from './surely-unpaid.js';

const over = (cause: object) => new Error('outer', { cause: new Error('inner', { cause }) });

describe('a failed call of the model', () => {
  it.each([{ status: 500 }, { status: 503 }, { code: 'ECONNREFUSED' }, { code: 'ENOTFOUND' }])(
    'has surely cost nothing after %j',
    (cause) => {
      expect(surelyUnpaid(over(cause))).toBe(true);
    },
  );

  it.each([
    { status: 502 },
    { status: 504 },
    { status: 429 },
    { code: 'ECONNRESET' },
    { code: 'UND_ERR_SOCKET' },
    {},
  ])('may have been paid for after %j', (cause) => {
    expect(surelyUnpaid(over(cause))).toBe(false);
  });

  it('is judged by what answered, not by what lies beneath', () => {
    expect(surelyUnpaid({ status: 502, cause: { code: 'ECONNREFUSED' } })).toBe(false);
  });
});
