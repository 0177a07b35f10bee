import { AsyncLocalStorage } from 'node:async_hooks';

import pg from 'pg';

/** What one made-up process may still send to the database before it dies. */
interface Life {
  left: number;
}

const lives = new AsyncLocalStorage<Life>();

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;

prototype.query = function (...args) {
  const life = lives.getStore();
  if (life === undefined) return original.apply(this, args);
  if (life.left <= 0) {
    const killed = new Error('This process was killed.');
    // what brings its own way of being sent is told by the call, everything else by its promise
    if (isSubmittable(args[0])) throw killed;
    return Promise.reject(killed);
  }
  life.left -= 1;
  return original.apply(this, args);
};

const isSubmittable = (query: unknown): boolean =>
  typeof (query as { submit?: unknown } | null)?.submit === 'function';

/**
 * Does work as a process that is killed before its statement number `statements + 1`: that one and all after it, a
 * rollback too, never reach the database, and the connection in hand is closed. True when the work was done by then.
 */
export async function outlives(statements: number, work: () => Promise<unknown>): Promise<boolean> {
  const life = { left: statements };
  try {
    await lives.run(life, work);
    return true;
  } catch (error) {
    if (life.left > 0) throw error;
    return false;
  }
}
