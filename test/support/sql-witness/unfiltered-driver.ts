import pg from 'pg';

interface Sent {
  text?: string;
  values?: unknown[];
  /** Of a statement that brings its own transaction with it. */
  opening?: { values: unknown[] };
}
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const prototype = pg.Client.prototype as unknown as { query: Query };

/**
 * Takes every filter by store out of the statements that are sent from now on, also where tables are joined: what then still
 * keeps stores apart is row-level security alone. With `asPlatform` not even that, which shows what the filters are for.
 * Returns how to put them back.
 */
export function unfilteredDriver({ asPlatform = false } = {}): () => void {
  const original = prototype.query;
  prototype.query = function (first, ...rest) {
    if (typeof first === 'string') return original.call(this, unfiltered(first), ...rest);
    const sent = (first ?? {}) as Sent;
    if (sent.text !== undefined) sent.text = unfiltered(sent.text);
    if (asPlatform) for (const { values } of [sent, sent.opening ?? {}]) swapRole(values);
    return original.call(this, first, ...rest);
  };
  return () => void (prototype.query = original);
}

const byParameter = /(?<!SET )(\b\w+\.|"\w+"\.)?"?\bstore_id"? = \$(\d+)/g;
const byColumn = /\b\w+\.store_id = \w+\.store_id\b/g;

/** A parameter has to stay in use. */
export const unfiltered = (sql: string): string =>
  sql.replaceAll(byParameter, '($$$2::uuid IS NOT NULL)').replaceAll(byColumn, 'true');

function swapRole(values: unknown[] | undefined): void {
  const at = values?.indexOf('storehand_runtime') ?? -1;
  if (at >= 0) values?.splice(at, 1, 'storehand_platform');
}
