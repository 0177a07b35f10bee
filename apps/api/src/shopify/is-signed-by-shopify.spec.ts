import { createHmac } from 'node:crypto';

import { isSignedByShopify } from './is-signed-by-shopify.js';

const secret = 'hush';
const body = Buffer.from('{"shop_id":954889,"shop_domain":"{shop}.myshopify.com"}');
/** By `openssl dgst -sha256 -hmac hush -binary | base64`. */
const signature = '1ZkWm9gpyI+Zsjon2nUm8nnAH7b3L7SlOH1XnEEuq7o=';

const signed = (bytes: Uint8Array, by = secret) =>
  createHmac('sha256', by).update(bytes).digest('base64');

describe('the signature of Shopify', () => {
  it('is that of the raw body under the secret of the app', () => {
    expect(isSignedByShopify(body, signature, [secret])).toBe(true);
  });

  it('is wrong for any other byte, and for any other secret', () => {
    for (let at = 0; at < body.length; at += 1) {
      const altered = Buffer.from(body);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(isSignedByShopify(altered, signature, [secret])).toBe(false);
    }
    expect(isSignedByShopify(Buffer.concat([body, Buffer.from('\n')]), signature, [secret])).toBe(
      false,
    );
    expect(isSignedByShopify(body, signature, ['Hush', 'hush '])).toBe(false);
    expect(isSignedByShopify(body, signature, [])).toBe(false);
  });

  it('is taken under either secret while the one is changed for the other', () => {
    const secrets = ['new', secret];

    expect(isSignedByShopify(body, signed(body, 'new'), secrets)).toBe(true);
    expect(isSignedByShopify(body, signed(body), secrets)).toBe(true);
    expect(isSignedByShopify(body, signed(body, 'older'), secrets)).toBe(false);
  });

  it.each([
    ['of any script', Buffer.from('{"email":"zoë@läden.example","first_name":"李 😀"}')],
    ['that is no UTF-8', Buffer.from([0xff, 0x00, 0xc3, 0x28])],
    ['that is empty', Buffer.alloc(0)],
  ])('is of bytes, also of a body %s', (_what, bytes) => {
    expect(isSignedByShopify(bytes, signed(bytes), [secret])).toBe(true);
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one without its padding', signature.slice(0, -1)],
    ['one with more padding', `${signature}=`],
    ['one with a blank', ` ${signature}`],
    ['one with a line break', `${signature}\n`],
    ['one in the letters of URLs', signature.replaceAll('+', '-').replaceAll('/', '_')],
    ['one in hex', Buffer.from(signature, 'base64').toString('hex')],
    ['one that is cut off', signature.slice(0, 20)],
    ['two at once', `${signature}, ${signature}`],
    // the two bits before the padding count for nothing where a reader is lax
    ['another spelling of the same bytes', `${signature.slice(0, -2)}p=`],
  ])('is not %s', (_what, given) => {
    expect(isSignedByShopify(body, given, [secret])).toBe(false);
  });
});
