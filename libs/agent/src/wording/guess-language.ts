export type GuessedLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pt' | 'other';

const FUNCTION_WORDS: Readonly<Record<Exclude<GuessedLanguage, 'other'>, string>> = {
  en: 'the a i am see us all any only and is are you your can we of to for with not in it on be our this that will from or as an at by if they have has do does how what when where why which',
  de: 'der die das und ist sind sie ihr ihre wir nicht mit für von zu den dem ein eine einen kann können auf bei im innerhalb werden wird unser unsere oder nach kostet beträgt wie was wann wo welche ich man gibt',
  fr: 'le la les et est sont vous nous pas avec pour dans des du une un votre sur que peut pouvez peuvent ou au aux ce cette notre en il elle comment quel quelle quand où combien je est-ce',
  es: 'el los las y es son para con del una un su se por puede pueden hasta que no nuestro nuestra en la de lo qué cómo cuándo dónde cuánto cuál hay',
  it: 'il gli e è sono per con della del una un può possono si che di nel non entro nostro la le i ogni come quanto quando dove quale',
  nl: 'de het een is zijn u je voor met van niet kan kunt wij we op binnen naar dagen onze of uw hoe wat wanneer waar en ik',
  pt: 'o os as e é são para com uma um não pode seu sua em do da no na que',
};
const MIN_WORDS = 4;
const SURE_HITS = 2;
const SURE_SHARE = 0.15;

const languagesOf = readWords();

/**
 * What language a text is in by its function words; null where it is too short to tell, `other` for one not known. Where
 * several are as likely, or the signs of it are few, it is the expected one if that is among them.
 */
export function guessLanguage(
  text: string,
  expected: GuessedLanguage | null = null,
): GuessedLanguage | null {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (isForeignScript(words.join(''))) return 'other';
  const counts = countHits(words);
  if (counts.size === 0) return words.length >= MIN_WORDS ? 'other' : null;
  const most = Math.max(...counts.values());
  const isSure = most >= SURE_HITS || most / words.length >= SURE_SHARE;
  const likeliest = [...counts.keys()].filter((language) => counts.get(language) === most);
  return isSure ? choose(likeliest, expected) : (likeliest.find((one) => one === expected) ?? null);
}

/** What a language tag such as "pt-BR" names, as far as texts are told apart here. */
export function languageOfTag(tag: string): GuessedLanguage {
  const base = tag.toLowerCase().split('-')[0] ?? '';
  return base in FUNCTION_WORDS ? (base as GuessedLanguage) : 'other';
}

function choose(
  likeliest: readonly GuessedLanguage[],
  expected: GuessedLanguage | null,
): GuessedLanguage | null {
  if (likeliest.length === 1) return likeliest[0] ?? null;
  return likeliest.find((language) => language === expected) ?? null;
}

function countHits(words: readonly string[]): Map<GuessedLanguage, number> {
  const hits = new Map<GuessedLanguage, number>();
  for (const word of words) {
    for (const language of languagesOf.get(word) ?? [])
      hits.set(language, (hits.get(language) ?? 0) + 1);
  }
  return hits;
}

function isForeignScript(letters: string): boolean {
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters.length > 1 && latin * 2 < letters.length;
}

function readWords(): Map<string, GuessedLanguage[]> {
  const known = new Map<string, GuessedLanguage[]>();
  for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
    for (const word of words.split(' ')) {
      known.set(word, [...(known.get(word) ?? []), language as GuessedLanguage]);
    }
  }
  return known;
}
