/** Letters of other scripts, each above the Latin one that it looks like. */
const ALIKE = 'асԁеһіјӏкмոорԛѕтѵԝхуαεικνορτυχАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const LATIN = 'acdehijlkmnopqstvwxyaeikvoptuxABCEHIJKMOPSTXYABEZHIKMNOPTYX';
const plainOf = new Map([...ALIKE].map((letter, i) => [letter, LATIN[i] ?? letter]));

/** Full-width letters, and those of mathematics in bold, italic and so on. */
const STYLED = /[\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}]+/gu;
const OTHERS = String.raw`\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}`;
const MIXED = new RegExp(String.raw`(?=\p{L}*\p{Script=Latin})(?=\p{L}*[${OTHERS}])\p{L}+`, 'gu');
const PLAIN = /^[\u0000-\u036f\u1e00-\u2e7f]*$/u;

/**
 * The text with Latin letters where others stand in their place to be read by people and missed by a search; as long as
 * before, and every word where it was. Words that are of another script as a whole stay.
 */
export function plainLetters(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(STYLED, (run) => run.normalize('NFKC').padEnd(run.length))
    .replace(MIXED, (word) => word.replace(/./gu, (letter) => plainOf.get(letter) ?? letter));
}
