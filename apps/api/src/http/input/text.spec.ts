import { freeObject, text } from './text.js';

const accepts = (value: unknown) => text({ max: 10 }).safeParse(value).success;
const keeps = (value: unknown) => freeObject({ maxBytes: 100 }).safeParse(value).success;

describe('text', () => {
  it.each(['plain', '\u200Fעברית\u202E', '👩‍👩‍👧', 'a\tb\nc', 'e\u0301'])('keeps %p', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each(['', 'a\0b', '\ud83d', 'a\udc00', '\ude00\ud83d', 'x'.repeat(11), 7, null])(
    'refuses %p',
    (value) => {
      expect(accepts(value)).toBe(false);
    },
  );

  it.each([' ', '\n\t', '\u200F\u202E', '\u200b'])(
    'refuses %p, which nobody could read',
    (value) => {
      expect(accepts(value)).toBe(false);
    },
  );

  it('counts characters as people do', () => {
    expect(accepts('😀'.repeat(10))).toBe(true);
    expect(accepts('😀'.repeat(11))).toBe(false);
  });
});

describe('freeObject', () => {
  it('keeps any JSON', () => {
    expect(keeps({ a: [1, -0.5, 2 ** 53 - 1, { b: null, '': ' ' }], ключ: true })).toBe(true);
  });

  it.each([
    [{ a: '\0' }],
    [{ 'a\0': 1 }],
    [{ a: [{ b: { '\ud800': 1 } }] }],
    [{ a: 'x'.repeat(100) }],
    [{ a: 'é'.repeat(50) }],
    [JSON.parse('{"a":[1e400]}')],
    [JSON.parse('{"order":12345678901234567890}')],
    [['a']],
    ['a'],
  ])('refuses %j', (value) => {
    expect(keeps(value)).toBe(false);
  });
});
