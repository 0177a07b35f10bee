import { createHmac } from 'node:crypto';

import { readShopperToken } from './read-shopper-token.js';

const SECRET = 'a secret of the store';
const NOW = Date.parse('2026-01-05T09:30:00Z');
const seconds = NOW / 1000;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function made(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }, algorithm = 'sha256') {
  const signed = `${part(header)}.${part({ sub: 'ana', exp: seconds + 60, ...claims })}`;
  return `${signed}.${createHmac(algorithm, SECRET).update(signed).digest('base64url')}`;
}

const read = (token: string) => readShopperToken(token, SECRET, NOW);

describe('readShopperToken', () => {
  it('reads who it is, and which orders are theirs', () => {
    expect(read(made({ orders: ['1042'] }))).toMatchObject({
      shopperId: 'ana',
      orders: ['1042'],
      expiresAt: new Date(NOW + 60_000),
    });
    expect(read(made({}))?.orders).toEqual([]);
  });

  it('is the same token however its signature is spelt', () => {
    const token = made({});
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = token.slice(0, -1) + digits[digits.indexOf(token.at(-1)!) ^ 1]!;

    expect(other).not.toBe(token);
    expect(read(other)?.tokenHash).toBe(read(token)?.tokenHash);
  });

  it.each<[string, string]>([
    ['algorithm none, unsigned', `${part({ alg: 'none' })}.${part({ sub: 'ana', exp: seconds + 60 })}.`],
    ['algorithm none, signed', made({}, { alg: 'none' })],
    ['another algorithm', made({}, { alg: 'HS512' }, 'sha512')],
    ['another algorithm in name', made({}, { alg: 'RS256' })],
    ['an extension that must be understood', made({}, { alg: 'HS256', crit: ['b64'], b64: false })],
    ['another secret', made({}).replace(/[^.]+$/, (end) => end.split('').reverse().join(''))],
    ['claims that were changed', made({}).replace(/\.[^.]+\./, `.${part({ sub: 'bo', exp: seconds + 60 })}.`)],
    ['a time that is over', made({ exp: seconds })],
    ['a time to come', made({ nbf: seconds + 600 })],
    ['more than a day', made({ exp: seconds + 90_000 })],
    ['no end', made({ exp: null })],
    ['no shopper', made({ sub: '' })],
    ['too many orders', made({ orders: Array<string>(101).fill('1') })],
    ['two parts', 'a.b'],
    ['nothing', ''],
    ['far too much', `${made({})}${'A'.repeat(5_000)}`],
  ])('is none with %s', (_name, token) => {
    expect(read(token)).toBeNull();
  });
}); // prettier-ignore
