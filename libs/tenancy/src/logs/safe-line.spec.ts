import { pino } from 'pino';

import { lineOptions } from './line-options.js';
import { safeLine } from './safe-line.js';

function logged(...args: Parameters<ReturnType<typeof pino>['info']>): string {
  let written = '';
  pino(lineOptions('api', 'info'), { write: (text: string) => void (written += text) }).info(
    ...args,
  );
  return written;
}

describe('a line of the log', () => {
  it('is one line of JSON, whatever stands in it', () => {
    const hostile = 'a\n{"level":"fatal"}\r\u001b[31m\u202e\u2028\u0085b';
    const written = logged({ [hostile]: hostile, nested: { list: [hostile] } }, hostile);

    expect(written.match(/\n/g)).toHaveLength(1);
    expect(written.endsWith('\n')).toBe(true);
    expect(written.trimEnd()).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(written)).toMatchObject({ app: 'api', level: 'info', msg: hostile });
  });

  it('is safe as a whole, fields, messages and errors alike', () => {
    const secret = 'Xylophone7319';
    const error = new TypeError(`Failed to parse URL from https://x.example/?q=${secret}`);
    const written = logged(
      { err: error, url: `redis://:${secret}@h`, list: [`${secret}@example.com`] },
      `asked by sh_store_${secret}`,
    );

    expect(written).not.toContain(secret);
    expect(JSON.parse(written)).toMatchObject({ err: { name: 'TypeError' } });
  });

  it('is cut where it is long, and still says whose it is', () => {
    const some = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [n, 'x'.repeat(300)]));
    const long = logged({ text: 'x'.repeat(50_000), store_id: 'of-whom' }, 'something');
    const endless = logged({ all: Array.from({ length: 50 }, () => some) }, 'something');

    expect(JSON.parse(long)).toMatchObject({ store_id: 'of-whom', msg: 'something' });
    expect(JSON.parse(endless)).toMatchObject({ level: 'info', app: 'api', msg: 'something' });
    expect([long.length, endless.length].every((length) => length <= 10_000)).toBe(true);
  });

  it('that is no JSON is left out where it is long', () => {
    expect(safeLine('x'.repeat(9_000))).toBe(
      '{"level":"warn","msg":"a line that cannot be shown","cut":9000}\n',
    );
    expect(safeLine('short')).toBe('short\n');
  });
});
