import type { ObjectLiteral } from 'typeorm';

/** Runs a statement where a store's rows are. */
export type Ask = <T extends ObjectLiteral>(
  sql: string,
  params?: readonly unknown[],
) => Promise<T[]>;

export interface StoreTable {
  name: string;
  /** Names the store. */
  column: 'store_id' | 'id';
}

/**
 * Every table that holds something of a store (where it is held is nothing of it, and ends with its move), those that refer to others before these, the store itself last. Found in the
 * catalogue, so that a new table cannot be forgotten.
 */
export async function storeTables(ask: Ask): Promise<StoreTable[]> {
  const [names, references] = await Promise.all([
    ask<{ name: string }>(TABLES),
    ask<{ child: string; parent: string }>(REFERENCES),
  ]);
  const parents = new Map<string, Set<string>>();
  for (const { child, parent } of references) {
    parents.set(child, (parents.get(child) ?? new Set()).add(parent));
  }
  // what no key ties to another table may go with that by a trigger, uncounted
  const isTied = ({ name }: { name: string }) => parents.has(name);
  const sorted = childrenFirst(
    [...names.filter((one) => !isTied(one)), ...names.filter(isTied)].map(({ name }) => name),
    parents,
  );
  return [
    ...sorted.map((name) => ({ name, column: 'store_id' as const })),
    { name: 'stores', column: 'id' },
  ];
}

const TABLES = `SELECT c.relname::text AS name FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
  WHERE c.relname <> 'store_holds' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  ORDER BY 1`;

const REFERENCES = `SELECT k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent
  FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`;

function childrenFirst(
  names: readonly string[],
  parents: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const seen = new Set<string>();
  const sorted: string[] = [];
  const visit = (name: string): void => {
    // also where tables refer to each other in a ring
    if (seen.has(name)) return;
    seen.add(name);
    names.filter((child) => parents.get(child)?.has(name)).forEach(visit);
    sorted.push(name);
  };
  names.forEach(visit);
  return sorted;
}
