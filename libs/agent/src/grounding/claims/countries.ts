const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** How people call some countries, by the code that the region names have. */
const ALIASES: Readonly<Record<string, string>> = {
  UK: 'GB', GB: 'GB', 'Great Britain': 'GB', Großbritannien: 'GB', Britain: 'GB', England: 'GB', USA: 'US', US: 'US', 'U.S.': 'US', America: 'US', Amerika: 'US', EU: 'EU', Holland: 'NL',
}; // prettier-ignore

let known: { names: Map<string, string>; pattern: RegExp } | null = null;

/** Countries named in a text, by their codes, so that "Norwegen" stands where Norway is written. */
export function countriesOf(text: string): Map<string, string> {
  known ??= readCountries();
  const found = new Map<string, string>();
  for (const [name] of text.matchAll(known.pattern)) {
    const code = known.names.get(name);
    if (code !== undefined) found.set(code, name);
  }
  return found;
}

/** The runtime's own region names, so that no list goes stale; read at the first question, in some milliseconds. */
function readCountries() {
  const names = new Map(Object.entries(ALIASES));
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  for (const language of LANGUAGES) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = regions.of(code);
      if (name !== undefined && !names.has(name)) names.set(name, code);
    }
  }
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${longestFirst.join('|')})(?![\p{L}\p{N}])`,
    'gu',
  );
  return { names, pattern };
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
