const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** How people call some countries, by the code that the region names have. */
const ALIASES: Readonly<Record<string, string>> = {
  UK: 'GB', GB: 'GB', 'Great Britain': 'GB', Großbritannien: 'GB', Britain: 'GB', England: 'GB', USA: 'US', US: 'US', 'U.S.': 'US', 'U.S.A.': 'US', 'U.K.': 'GB', 'E.U.': 'EU', UAE: 'AE', America: 'US', Amerika: 'US', EU: 'EU', Holland: 'NL',
}; // prettier-ignore

const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]*/gu;

let known: ReadonlyMap<string, readonly (readonly [name: string, code: string])[]> | null = null;

/** Countries named in a text, by their codes, so that "Norwegen" stands where Norway is written. */
export function countriesOf(text: string): Map<string, string> {
  known ??= readCountries();
  const found = new Map<string, string>();
  for (const { 0: word, index } of text.matchAll(CAPITALISED)) {
    const country = known.get(word)?.find(([name]) => standsAt(name, text, index));
    if (country !== undefined) found.set(country[1], country[0]);
  }
  return found;
}

function standsAt(name: string, text: string, at: number): boolean {
  return text.startsWith(name, at) && !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length));
}

/** The runtime's own region names by their first word, so that no list goes stale; read once, in some milliseconds. */
function readCountries() {
  const names = new Map(Object.entries(ALIASES));
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  for (const language of LANGUAGES) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = regions.of(code);
      if (name !== undefined && !names.has(name)) names.set(name, todaysCode(code));
    }
  }
  const byFirstWord = new Map<string, [string, string][]>();
  for (const country of [...names].sort(([a], [b]) => b.length - a.length)) {
    const first = /^[\p{L}\p{M}]+/u.exec(country[0])?.[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), country]);
  }
  return byFirstWord;
}

/** Codes of former countries have the names of today's: DD is Germany, too. */
function todaysCode(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code;
}
