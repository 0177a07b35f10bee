interface Named {
  table: string;
  /** How the statement calls it from there on. */
  alias: string;
  at: number;
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
 * the store, with another table's, or where it is looked for among others, alone or as the first of several columns.
 */
export function looseJoin(statement: string, tables: ReadonlySet<string>): string | null {
  const text = statement.replaceAll('"', '').replaceAll(/--.*$/gm, '');
  const named = namedIn(text, tables);
  const loose = named.filter(
    (one) =>
      !isAlone(text, one, named) && ![one.alias, one.table].some((by) => isCompared(text, by)),
  );
  const compared = [...text.matchAll(/(?<![.\w])store_id\s*=\s*(?:\$\d|\w+\.store_id)/g)].length;
  const lookedFor = [...text.matchAll(amongOthers)].length;
  const one = loose[compared + 2 * lookedFor];
  return one ? `${one.table} ${one.alias} is not joined by its store` : null;
}

/** Both sides of it are tables. */
const amongOthers =
  /\bstore_id\s*(?:,[^()]*\)\s*)?IN\s*\(\s*SELECT\s+(?:DISTINCT ON \([^()]*\)\s+)?(?:\w+\.)?store_id\b/gi;

function namedIn(text: string, tables: ReadonlySet<string>): Named[] {
  return [...text.matchAll(reference)]
    .map(({ groups, index }) => {
      const { table = '', alias = '' } = groups ?? {};
      return { table, alias: alias || table, at: index };
    })
    .filter(({ table }) => tables.has(table));
}

/** Whether nothing else is read in its part of the statement, which neither is compared with the rest nor speaks of it. */
function isAlone(text: string, { at, alias }: Named, named: readonly Named[]): boolean {
  const { from, to } = partAround(text, at);
  const others = named.filter((one) => one.at !== at);
  const part = text.slice(from, to);
  return (
    !/(?:\bIN|\bANY|=)\s*\($/i.test(text.slice(0, from)) &&
    !others.some((one) => one.at > from && one.at < to) &&
    !others.some((one) => one.alias !== alias && new RegExp(`\\b${one.alias}\\.`).test(part))
  );
}

/** Between the brackets around a place. */
function partAround(text: string, at: number): { from: number; to: number } {
  let depth = 0;
  let from = at;
  for (; from > 0; from -= 1) {
    const before = text[from - 1];
    if (before === ')') depth += 1;
    if (before === '(' && depth-- === 0) break;
  }
  depth = 0;
  let to = at;
  for (; to < text.length; to += 1) {
    if (text[to] === '(') depth += 1;
    if (text[to] === ')' && depth-- === 0) break;
  }
  return { from, to };
}

/** Its store with a value or another's store (of a table of stores that is the id), in either order. */
function isCompared(text: string, alias: string): boolean {
  const own = `\\b${alias}\\.store_id`;
  return (
    new RegExp(`${own}\\s*=\\s*(?:\\$\\d|\\w+\\.(?:store_id|id)\\b)`, 'i').test(text) ||
    new RegExp(`(?:store_id|\\bid)\\s*=\\s*${own}\\b`, 'i').test(text)
  );
}
