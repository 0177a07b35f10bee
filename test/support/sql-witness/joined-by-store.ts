interface Named {
  table: string;
  /** How the statement calls it from there on. */
  alias: string;
}

const keywords =
  'where|set|on|using|join|left|right|full|inner|cross|natural|order|group|limit|for|union|values|select|returning|default|having|except|intersect|offset|as|lateral|window|and|or';
const reference = new RegExp(
  `(?:\\b(?:FROM|JOIN|UPDATE|USING|INTO)\\s+(?:ONLY\\s+|LATERAL\\s+)?|,\\s*)` +
    `(?<table>[a-z_]+)\\b(?!\\s*[.(,=])(?:\\s+(?:AS\\s+)?(?!(?:${keywords})\\b)(?<alias>[a-z_]\\w*))?`,
  'gi',
);

/**
 * The table of a store that a statement joins by anything but the store, or null: then every part of it can run where the
 * store's rows are, however many machines they are spread over. Each such table has a comparison of its own `store_id`: with
 * the store, with another table's, or as the first of a pair of columns that is looked for among others.
 */
export function looseJoin(statement: string, tables: ReadonlySet<string>): string | null {
  const text = statement.replaceAll('"', '').replaceAll(/--.*$/gm, '');
  const named = namedIn(text, tables);
  if (named.length < 2) return null;
  const loose = named.filter(
    ({ table, alias }) => !isCompared(text, alias) && !isCompared(text, table),
  );
  const unnamed = [...text.matchAll(/(?<![.\w])store_id\s*=\s*(?:\$\d|\w+\.store_id)/g)].length;
  const pairs = [...text.matchAll(/\(\s*(?:\w+\.)?store_id\s*,[^()]*\)\s*IN\s*\(\s*SELECT/gi)]
    .length;
  const one = loose[unnamed + 2 * pairs];
  return one ? `${one.table} ${one.alias} is not joined by its store` : null;
}

function namedIn(text: string, tables: ReadonlySet<string>): Named[] {
  return [...text.matchAll(reference)]
    .map(({ groups }) => ({ table: String(groups?.['table']), alias: groups?.['alias'] ?? '' }))
    .filter(({ table }) => tables.has(table))
    .map(({ table, alias }) => ({ table, alias: alias || table }));
}

/** Its store with a value or another's store (of a table of stores that is the id), in either order. */
function isCompared(text: string, alias: string): boolean {
  const own = `\\b${alias}\\.store_id`;
  return (
    new RegExp(`${own}\\s*=\\s*(?:\\$\\d|\\w+\\.(?:store_id|id)\\b)`, 'i').test(text) ||
    new RegExp(`(?:store_id|\\bid)\\s*=\\s*${own}\\b`, 'i').test(text)
  );
}
