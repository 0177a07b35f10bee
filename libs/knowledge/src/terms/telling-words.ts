const word = /\p{L}[\p{L}\p{M}'’]*|\p{N}+(?:[.,:/-]\p{N}+)*|\p{Sc}|%/gu;
const number = /^[\p{N}\p{Sc}%]/u;

/** Of one text and another that differ in these, each says something of its own: sizes, sides, "not". */
const telling = new Set(
  (
    'not no never without except unless only nicht kein keine keinen ohne nie nur pas sans jamais sauf sin nunca non senza mai niet geen zonder ' +
    'small medium large extra mini maxi xs s m l xl xxl xxxl klein mittel groß gross petit moyen grand pequeño mediano grande piccolo medio ' +
    'single double twin queen king left right links rechts men women kids herren damen kinder'
  ).split(' '),
);

export const colours: ReadonlySet<string> = new Set(
  (
    'black white red blue green yellow orange purple pink brown grey gray beige silver gold navy turquoise ivory ' +
    'schwarz weiß weiss rot blau grün gruen gelb lila rosa braun grau silber noir blanc rouge bleu vert jaune violet rose brun gris ' +
    'negro blanco rojo azul verde amarillo rosado marrón nero bianco rosso blu giallo marrone zwart wit rood blauw groen geel'
  ).split(' '),
);

export function wordsOf(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(word) ?? [];
}

/**
 * What must be the same in two texts that say the same: numbers with the words beside them, and words that tell things
 * apart. Colours do for pages; in a list of results one colour may stand for all, if it names the others.
 */
export function tellingWords(words: readonly string[], { withColours = true } = {}): string[] {
  return words.flatMap((found, at) => {
    if (number.test(found)) return [[words[at - 1] ?? '', found, words[at + 1] ?? ''].join(' ')];
    return telling.has(found) || (withColours && colours.has(found)) ? [found] : [];
  });
}
