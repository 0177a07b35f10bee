export type Rows = Record<string, readonly unknown[]>;

const shown = 4;
/** What is given by hand is named by a number that no two stores share, and each store's site has an address of its own. */
const ownName = /(snippet|file):[0-9a-f-]{36}/g;
const ownSite = /http:\/\/127\.0\.0\.1:\d+/g;

/** What one store has and the other has not, by table; empty where they are alike, row for row. */
export function differences(rows: Rows, expected: Rows): string[] {
  return Object.keys(expected).flatMap((table) => {
    const [had, wanted] = [texts(rows[table]), texts(expected[table])];
    const more = without(had, wanted);
    const missing = without(wanted, had);
    if (more.length + missing.length === 0) return [];
    return `${table}: has ${named(more)}; lacks ${named(missing)}`;
  });
}

const texts = (rows: readonly unknown[] = []): string[] =>
  rows.map((row) => JSON.stringify(row).replace(ownName, '$1:').replace(ownSite, ''));

/** Each as often as it is too many. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function named(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing';
  const more = texts.length > shown ? ` and ${texts.length - shown} more` : '';
  return `${texts.slice(0, shown).join(' ')}${more}`;
}
