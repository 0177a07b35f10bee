import { safeText } from './safe-text.js';

const secret = 'Xylophone7319';

describe('text in a log', () => {
  it.each([
    ['a line break', 'a\nINFO forged', 'a\\u000aINFO forged'],
    ['a carriage return', 'a\rb', 'a\\u000db'],
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a C1 control', 'a\u009b31mb', 'a\\u009b31mb'],
    ['a turn of the reading direction', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['what shows nothing', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['a null', 'a\0b', 'a\\u0000b'],
  ])('shows %s as what it is', (_, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  it.each([
    `sh_store_${secret}`,
    `sh_session_${secret}.${secret}`,
    `Bearer ${secret}`,
    `authorization: Token ${secret}`,
    `{"authorization":"${secret}"}`,
    `{"api_key":"${secret} \\" ${secret}"}`,
    `{"set-cookie":"a=${secret}"}`,
    `sk-proj-${secret}`,
    `whsec_${secret}`,
    `eyJhbGciOi.${secret}.${secret}`,
    `postgres://app:${secret}@db.example:5432/storehand`,
    `rediss://:${secret}@cache.example/0`,
    `host=db password=${secret} user=app`,
    `https://shop.example/search?q=${secret}&page=2`,
    `https://shop.example/#${secret}`,
    `GET /orders?email=${secret}`,
    `${secret}@example.com`,
    `${secret}%40example.com`,
    `${secret}@xn--bcher-kva.example`,
    `Łukasz.${secret}@książka.example`,
  ])('keeps back what is secret or personal in %s', (text) => {
    for (const around of [text, `before ${text} after`, JSON.stringify({ msg: text })]) {
      expect(safeText(around)).not.toContain(secret);
    }
  });

  it.each([
    'https://shop.example/care/washing',
    'node_modules/@nestjs/core/injector.js:12:3',
    'pkg@1.2.3/dist/index.js',
    'database error 23505 stores_name routine',
    '{"key":"store","ms":12,"correlation_id":"order-4711"}',
    'Unexpected token in JSON; is it so?',
    'Wäsche bei 40 °C 🙂',
  ])('leaves %s as it is', (text) => {
    expect(safeText(text)).toBe(text);
  });

  it('takes no longer than its length wants', () => {
    const long = [
      'a'.repeat(200_000),
      `${'a.'.repeat(100_000)}@`,
      `://${'a'.repeat(200_000)}`,
      `"password":"${'\\"'.repeat(100_000)}`,
      '?'.repeat(200_000),
    ];

    expect(long.map((text) => safeText(text).length > 1_000)).toEqual(long.map(() => true));
  });
});
