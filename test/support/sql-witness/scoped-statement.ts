/**
 * Why a statement that runs in a store's transaction does not keep to the store by itself, or null when it does: every
 * table that it reads or changes is compared by `store_id` (`stores` by its id), and rows that it adds bring one. To list
 * the column is not to compare it, so there must be as many comparisons as tables.
 */
export function unscopedPart(statement: string): string | null {
  const text = statement.replaceAll('"', '').replaceAll(/--.*$/gm, '');
  const [, into, columns] = /^\s*INSERT\s+INTO\s+(\w+)\s*\(([^)]*)\)/i.exec(text) ?? [];
  if (columns !== undefined && into !== 'stores' && !/\bstore_id\b/.test(columns)) {
    return 'INSERT without store_id';
  }
  if (into === 'stores' && !storeComparison.test(text)) return 'stores: any of them';
  const named = tablesIn(text);
  const tables = named.filter((name) => name !== 'stores');
  const compared = [...text.matchAll(comparison)].length;
  if (compared < tables.length) return `${tables.join(', ')}: ${compared} compared by store_id`;
  return named.length > tables.length && !storeComparison.test(text) ? 'stores: any of them' : null;
}

const comparison = /\bstore_id\s*=\s*(\$\d|\w+\.store_id)/gi;
const storeComparison = /\bid\s*=\s*(\$\d|\w+\.store_id)/i;
const reference = /\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+|LATERAL\s+)?([a-z_]+)\b(?!\s*\()/gi;
const definition = /\b([a-z_]+)\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/gi;

/** Names of tables as often as they stand; what the statement defines itself (WITH) and what locks rows is none. */
function tablesIn(text: string): string[] {
  const defined = new Set([...text.matchAll(definition)].map(([, name]) => name));
  return [...text.matchAll(reference)]
    .map(([, name]) => String(name))
    .filter((name) => !defined.has(name) && !/^(skip|set|select)$/i.test(name));
}
