import fc from 'fast-check';

/** Texts that programs stumble over; none of them is the address of anything outside. */
const strings = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud83d',
  'a\udc00',
  '\ude00\ud83d',
  '\u202Eabc',
  '\uFEFFx',
  '\uFFFF',
  '\r\nSet-Cookie: a=b',
  "'; DROP TABLE stores; --",
  "' OR '1'='1",
  '%00',
  '%',
  '\\',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '-1',
  '0',
  '1e400',
  '2147483648',
  '9223372036854775808',
  '00000000-0000-0000-0000-000000000000',
  '{00000000-0000-4000-8000-000000000000}',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0000-01-01',
  '9999-12-31',
  '9999-12-31T23:59:59.999999999Z',
  '+275760-09-13T00:00:00.001Z',
  'a'.repeat(5_000),
  '😀'.repeat(2_100),
  'e' + '\u0301'.repeat(3_000),
];

const numbers = [
  0,
  -0,
  -1,
  0.5,
  1e-320,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  Number.MIN_SAFE_INTEGER,
];

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = i % 2 ? { a: value } : [value];
  return value;
};

const shapes: unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [{}],
  { '': '' },
  { length: 10_000 },
  { constructor: { prototype: { admin: true } } },
  { toString: null, valueOf: 1, hasOwnProperty: 0 },
  { $ref: '#' },
  { then: 1 },
  { toJSON: 1 },
  { $ne: null },
  Array.from({ length: 2_000 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
];

/** Where this stands, the run puts an address that is refused, or that of its own site on loopback. */
export const addresses = [
  '«site»/',
  '«site»/care',
  '«site»/nothing',
  '«site»/hook',
  '«site»/orders',
  'http://127.0.0.1:1/',
  'http://localhost/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://0x7f.1/',
  'http://2130706433/',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://0.0.0.0/',
  'https://user:secret@127.0.0.1/',
  'https://shop.invalid/',
  'http://shop.invalid:99999/',
  'http://xn--/',
  'http://a..b.invalid/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'javascript:alert(1)',
  'data:text/html,x',
  '//shop.invalid/',
  '/relative',
  'http://',
  'http:/\\127.0.0.1',
];

export const oddString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...strings),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }),
);

export const oddNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...numbers),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any value of JSON, most of them where something else is expected. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddString,
  oddNumber,
  fc.constantFrom(...shapes),
  fc.integer({ min: 3, max: 60 }).map(nested),
  fc.jsonValue({ maxDepth: 3 }),
);

export const oddName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'id', 'store_id', 'is_admin', ''),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
