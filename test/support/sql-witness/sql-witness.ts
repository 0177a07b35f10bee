import pg from 'pg';

import { readDistribution } from '../citus/read-distribution.js';
import { looseJoin } from './joined-by-store.js';
import { unscopedPart } from './scoped-statement.js';

/**
 * Reads along every statement that a test file sends in a store's transaction, and fails the file if one reads or writes a
 * store's table without naming `store_id`: row-level security would have held it, but the code should not have to rely on
 * the last lock. Statements on `stores`, where the id itself is the store, are the one exemption. Whatever is sent, of a
 * store or across them, joins tables of stores by their store, so that they could be spread by it over several machines.
 */
const offenders = new Set<string>();
const storeTables = new Set(readDistribution().distributed);

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;
const scoped = new WeakSet<pg.Client>();

prototype.query = function (...args) {
  const text = textOf(args[0]);
  const { opening, values } = settingsOf(args[0]);
  if (opening || scoped.has(this)) tell(text, looseJoin(text, storeTables));
  if (isOfStore(opening?.values)) witness(text);
  else if (isOfStore(values)) scoped.add(this);
  else if (/^\s*(COMMIT|ROLLBACK)\s*$/i.test(text)) scoped.delete(this);
  else if (scoped.has(this)) witness(text);
  return original.apply(this, args);
};

afterAll(() => {
  expect([...offenders]).toEqual([]);
});

const witness = (text: string): void => tell(text, unscopedPart(text));

function tell(text: string, part: string | null): void {
  if (part !== null) offenders.add(`${part}\n${text}`);
}

interface Sent {
  values?: unknown;
  /** Of a statement that brings its own transaction with it. */
  opening?: { values: unknown };
}

const settingsOf = (query: unknown): Sent => (query ?? {}) as Sent;

const isOfStore = (values: unknown): boolean =>
  Array.isArray(values) && values.includes('app.store_id');

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  const text = (query as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? text : '';
}
