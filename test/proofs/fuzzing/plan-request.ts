import { toUSVString } from 'node:util';

import fc from 'fast-check';

import { type Operation, operations, type Parameter, type Schema } from './described-api.js';
import { fileBody, plainBody, type PlannedBody, rpcMessage } from './plan-body.js';
import { goodValue } from './values/good-values.js';
import { oddString, oddValue } from './values/odd-values.js';

/** Who asks: `own`, `foreign` and so on are keys of the run's stores, `none` sends no key. */
export const callers = [
  'admin', 'own', 'chat', 'reading', 'writing', 'settings', 'widget',
  'foreign', 'revoked', 'mistyped', 'broken', 'none',
] as const; // prettier-ignore
export type Caller = (typeof callers)[number];

/** A request as it is drawn from a seed; ids and addresses are names yet, `«source_id:7»`. */
export interface PlannedRequest {
  operation: Operation;
  caller: Caller;
  method: string;
  /** Path and query, escaped. */
  target: string;
  headers: Record<string, string | string[]>;
  body?: PlannedBody;
}

const otherMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'QUERY'];
/** They take away what others need, or do a lot of work. */
const rare = new Set(['clearKnowledge', 'removeStore', 'startIsolationCheck', 'reindexKnowledge']);
const rareShare = 10;

type Strings = Record<string, string>;

/** The n-th request of a seed: the same whenever and after whatever it is asked for. */
export function plannedRequest(seed: number, n: number): PlannedRequest {
  const [request] = fc.sample(anyRequest, { seed: (seed * 1_000_003 + n) | 0, numRuns: 1 });
  return request as PlannedRequest;
}

const often = operations.filter(({ name }) => !rare.has(name));
const seldom = operations.filter(({ name }) => rare.has(name));
const anyOperation = fc.oneof(
  { weight: often.length * rareShare, arbitrary: fc.constantFrom(...often) },
  { weight: seldom.length, arbitrary: fc.constantFrom(...seldom) },
);

const anyRequest: fc.Arbitrary<PlannedRequest> = anyOperation.chain((operation) =>
  fc.oneof(
    { weight: 5, arbitrary: request(operation, {}) },
    { weight: 2, arbitrary: request(operation, { isBodyOdd: true }) },
    { weight: 2, arbitrary: request(operation, { areParametersOdd: true }) },
    { weight: 1, arbitrary: request(operation, { areHeadersOdd: true, isBodyOdd: true }) },
    { weight: 1, arbitrary: request(operation, { isMethodOdd: true }) },
  ),
);

interface Oddities {
  isBodyOdd?: boolean;
  areParametersOdd?: boolean;
  areHeadersOdd?: boolean;
  isMethodOdd?: boolean;
}

function request(operation: Operation, odd: Oddities): fc.Arbitrary<PlannedRequest> {
  const { areParametersOdd = false } = odd;
  return fc
    .record({
      caller: anyCaller(operation),
      path: valuesOf(operation, 'path', areParametersOdd),
      query: valuesOf(operation, 'query', areParametersOdd),
      more: areParametersOdd ? oddQuery : fc.constant(''),
      headers: valuesOf(operation, 'header', false),
      oddHeaders: odd.areHeadersOdd ? someOddHeaders : fc.constant({}),
      accept: fc.constantFrom(
        undefined,
        '*/*',
        'application/json',
        'text/event-stream',
        'text/csv',
      ),
      method: odd.isMethodOdd ? fc.constantFrom(...otherMethods) : fc.constant(operation.method),
      body: bodyOf(operation, odd),
    })
    .map(({ caller, path, query, more, headers, oddHeaders, accept, method, body }) => ({
      operation,
      caller,
      method,
      target: targetOf(operation, path, query) + more,
      headers: { ...headers, ...(accept && { accept }), ...body?.headers, ...oddHeaders },
      body,
    }));
}

const anyCaller = ({ needsAdmin }: Operation) =>
  fc.oneof(
    { weight: needsAdmin ? 1 : 6, arbitrary: fc.constant<Caller>('own') },
    { weight: needsAdmin ? 10 : 4, arbitrary: fc.constant<Caller>('admin') },
    { weight: 4, arbitrary: fc.constantFrom(...callers) },
  );

/** Those that may be left out are given now and then; one of a store is given to the operator, who must name it. */
function valuesOf(
  { parameters }: Operation,
  place: Parameter['in'],
  isOdd: boolean,
): fc.Arbitrary<Strings> {
  const here = parameters.filter((parameter) => parameter.in === place);
  const parts = here.map(({ name, schema, required }) => {
    const good = goodParameter(name, schema);
    const odd = place === 'path' ? oddString : fc.oneof(oddString, oddValue.map(textOf));
    const value: fc.Arbitrary<string> = isOdd ? fc.oneof(good, odd) : good;
    const isKept = required || name === 'store_id';
    return [name, isKept ? value : fc.option(value, { freq: 2, nil: undefined })] as const;
  });
  return fc
    .record(Object.fromEntries(parts))
    .map((values) =>
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    ) as fc.Arbitrary<Strings>;
}

/** Releases and versions go by numbers of their own. */
const numbers: Record<string, string> = { number: 'number', against: 'number', version: 'version' };

function goodParameter(name: string, schema: Schema): fc.Arbitrary<string> {
  const good = goodValue(schema, name.toLowerCase().replaceAll('-', '_')).map(String);
  const kind = numbers[name];
  if (kind === undefined) return good;
  return fc.oneof(
    { weight: 3, arbitrary: fc.nat(30).map((n) => `«${kind}:${n}»`) },
    { weight: 1, arbitrary: good },
  );
}

function targetOf({ path }: Operation, values: Strings, query: Strings): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(values[name] ?? ''));
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${escaped(value)}`);
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

/** Halves of pairs have no form in a URL; names of ids stay readable until they are replaced. */
const escaped = (value: string): string =>
  encodeURIComponent(toUSVString(value))
    .replaceAll('%C2%AB', '«')
    .replaceAll('%C2%BB', '»')
    .replaceAll('%3A', ':');

const oddQuery = fc.constantFrom(
  '?limit=1&limit=2', '?limit[]=5', '?cursor=%00', '?limit=1e9', '?__proto__=1', '?constructor[x]=1',
  '?store_id=«store_id:0»&store_id=«store_id:1»', '?a=%zz', '?%', '?=', '?&&&', '/', '//', '/..', '%2f', '%00', '%ff',
  `?x=${'a'.repeat(4_000)}`, '#x', '?cursor=bm9uZQ', '?cursor=MjAyNi0wMS0wNSAwOTozMDowMHwwYjZjYmIwZQ',
); // prettier-ignore

const someOddHeaders = fc.constantFrom<Record<string, string | string[]>[]>(
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': ';;' },
  { 'content-encoding': 'gzip' },
  { 'idempotency-key': 'a'.repeat(3_000) },
  { 'idempotency-key': ['one', 'two'] },
  { 'last-event-id': '99999999999999999999' },
  { 'last-event-id': '-1' },
  { 'x-correlation-id': 'a b"}' },
  { 'x-store-id': 'none' },
  { 'x-store-id': ['«store_id:0»', '«store_id:1»'] },
  { 'x-forwarded-for': "127.0.0.1, ' or 1=1" },
  { origin: 'https://evil.invalid' },
  { accept: 'x'.repeat(2_000) },
  { cookie: 'a=b; '.repeat(500) },
  { range: 'bytes=0-1' },
  { 'if-none-match': '*' },
  { 'x-http-method-override': 'DELETE' },
);

function bodyOf(operation: Operation, odd: Oddities): fc.Arbitrary<PlannedBody | undefined> {
  const { body, method } = operation;
  const hasNone = method === 'GET' || method === 'DELETE' || method === 'HEAD';
  if (body?.type === 'multipart/form-data') return fileBody(odd.isBodyOdd === true);
  if (operation.name === 'callTool') return plainBody(rpcMessage, odd.isBodyOdd === true);
  if (body) return plainBody(goodBody(body), odd.isBodyOdd === true);
  if (odd.isBodyOdd && !hasNone) return plainBody(oddValue, true);
  return fc.constant(undefined);
}

/** One made up, or the document's own example with the addresses in it led to the run's site. */
function goodBody({ schema, examples }: NonNullable<Operation['body']>): fc.Arbitrary<unknown> {
  const shown = examples.map((one) =>
    JSON.parse(JSON.stringify(one).replaceAll(/https?:\/\/[^"]*/g, '«site»/care')),
  );
  return fc.oneof(
    { weight: 5, arbitrary: goodValue(schema) },
    { weight: 1, arbitrary: fc.constantFrom(...shown) },
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
