import { toUSVString } from 'node:util';

import fc from 'fast-check';

import { oddString } from './values/odd-values.js';
import { spoiltValue } from './values/spoilt-value.js';

/** What is sent, before the names in it are replaced. Bytes are for what is no text. */
export interface PlannedBody {
  headers: Record<string, string>;
  content: string | Buffer;
}

const json = { 'content-type': 'application/json' };

/** JSON of a value; odd: of a spoilt one, or no JSON. */
export function plainBody(good: fc.Arbitrary<unknown>, isOdd: boolean): fc.Arbitrary<PlannedBody> {
  const value = isOdd ? spoiltValue(good) : good;
  const sound = value.map((one) => ({ headers: json, content: JSON.stringify(one) ?? '' }));
  if (!isOdd) return sound;
  return fc.oneof(
    { weight: 4, arbitrary: sound },
    { weight: 1, arbitrary: fc.tuple(sound, damage).map(damaged) },
  );
}

const damage = fc.constantFrom(
  (text: string) => text.slice(0, Math.floor(text.length / 2)),
  (text: string) => `${text},`,
  (text: string) => `\uFEFF${text}`,
  (text: string) => Buffer.from(text, 'utf16le'),
  (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0xc0])]),
  (text: string) => '['.repeat(2_000) + text,
  (text: string) => text.replace(/:/, ':NaN,'),
  (text: string) => text.replaceAll(/\d+/g, '1e999'),
  (text: string) => text.replace(/^\{/, '{"__proto__":{"admin":true},'),
  (text: string) => text.replace(/^\{(.*)\}$/s, '{$1,$1}'),
  () => '',
);
const damaged = ([{ headers, content }, spoil]: [
  PlannedBody,
  (text: string) => string | Buffer,
]) => ({
  headers,
  content: spoil(String(content)),
});

const boundary = 'the-border';
const head = (name: string, file: string, type: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: ${type}\r\n\r\n`;

const contents = fc.constantFrom(
  'Wash the feathercloud pillow cold.',
  '# Care\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  'id,title,description,price,link\n1,Cushion,Soft,19.90 EUR,https://shop.invalid/1\n',
  '[{"id":"1","title":"Cushion"}]',
  '{"products":[{"id":1}]}',
  'id;title\n"1;x\n',
  '%PDF-1.7\n%%EOF',
  '\x89PNG\r\n\x1a\n',
  'PK\x03\x04nothing',
  '\0\0\0\0',
  '',
  '<html><script>1</script></html>',
  'x'.repeat(30_000),
);
const names = fc.constantFrom(
  'care.txt',
  'care.md',
  'feed.csv',
  'feed.json',
  'care.pdf',
  'care.docx',
  'care',
);
const oddNames = fc.constantFrom(
  '',
  '../../etc/passwd',
  'a\0b.txt',
  'ж.txt',
  '"x".txt',
  'CON',
  `${'n'.repeat(400)}.txt`,
);
const types = fc.constantFrom(
  'text/plain',
  'text/csv',
  'application/json',
  'application/pdf',
  'x',
  '',
);

/** A file as browsers send it; odd: with a strange name, in the wrong part, cut off or twice. */
export function fileBody(isOdd: boolean): fc.Arbitrary<PlannedBody> {
  const name = isOdd ? fc.oneof(names, oddNames, oddString.map(onOneLine)) : names;
  const ends = isOdd
    ? [
        '',
        `--${boundary}`,
        `${head('file', 'two.txt', 'text/plain')}two\r\n--${boundary}--\r\n`,
        '\r\n',
      ]
    : [];
  return fc
    .record({
      field: isOdd
        ? fc.constantFrom('file', 'file', 'files', '__proto__', '')
        : fc.constant('file'),
      name,
      type: types,
      content: contents,
      end: fc.constantFrom(`--${boundary}--\r\n`, ...ends),
    })
    .map(({ field, name: file, type, content, end }) => ({
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      content: Buffer.from(`${head(field, file, type)}${content}\r\n${end}`),
    }));
}

const onOneLine = (text: string) => toUSVString(text.replaceAll(/[\r\n"]/g, ''));

/** Messages of MCP; the document says no more than that they are objects. */
export const rpcMessage: fc.Arbitrary<unknown> = fc
  .record({
    id: fc.constantFrom(1, 0, -1, 'one', undefined),
    call: fc.oneof(
      fc.constantFrom(
        { method: 'tools/list' },
        { method: 'ping' },
        { method: 'notifications/initialized' },
        { method: 'resources/list' },
        {
          method: 'initialize',
          params: {
            protocolVersion: '2025-06-18',
            capabilities: {},
            clientInfo: { name: 'x', version: '1' },
          },
        },
      ),
      fc
        .record({
          name: fc.constantFrom('search_knowledge', 'ask', 'order_status', 'nothing'),
          query: fc.oneof(fc.constant('How do I wash the pillow?'), oddString),
        })
        .map(({ name, query }) => ({
          method: 'tools/call',
          params: { name, arguments: { query, question: query } },
        })),
    ),
  })
  .map(({ id, call }) => ({ jsonrpc: '2.0', ...(id !== undefined && { id }), ...call }));
