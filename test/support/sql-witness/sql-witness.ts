import pg from 'pg';

import { unscopedPart } from './scoped-statement.js';

/**
 * Reads along every statement that a test file sends in a store's transaction, and fails the file if one reads or writes a
 * store's table without naming `store_id`: row-level security would have held it, but the code should not have to rely on
 * the last lock. Statements on `stores`, where the id itself is the store, are the one exemption.
 */
const offenders = new Set<string>();
const storeSetting = /set_config\('app\.store_id'/;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;
const scoped = new WeakSet<pg.Client>();

prototype.query = function (...args) {
  const text = textOf(args[0]);
  if (takesOnStore(args[0])) witness(text);
  else if (storeSetting.test(text)) scoped.add(this);
  else if (/^\s*(COMMIT|ROLLBACK)\s*$/i.test(text)) scoped.delete(this);
  else if (scoped.has(this)) witness(text);
  return original.apply(this, args);
};

afterAll(() => {
  expect([...offenders]).toEqual([]);
});

function witness(text: string): void {
  const part = unscopedPart(text);
  if (part !== null) offenders.add(`${part}\n${text}`);
}

/** A statement that brings its own transaction with it. */
function takesOnStore(query: unknown): boolean {
  const { opening } = (query ?? {}) as { opening?: { values: readonly string[] } };
  return opening?.values.includes('app.store_id') === true;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  const text = (query as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? text : '';
}
