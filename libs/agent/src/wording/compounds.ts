/** What compounds of shops end in, in languages that write them in one word; the ends of no English words. */
const HEADS = [
  'kosten|gebühr(?:en)?|preise?|zeit(?:en)?|dauer|frist(?:en)?|(?<=[sdl])arten?|weise|methoden?|möglichkeit(?:en)?',
  'optionen|bedingung(?:en)?|adresse|nummer|anleitung|größen?|status|garantie|anspruch|partner',
  'tijd(?:en)?|termijn|wijzen?|voorwaarden|kostnad(?:er)?|omkostninger|kostnader|fristen',
].join('|');
const COMPOUND = new RegExp(String.raw`^(\p{L}{4,}?)(${HEADS})$`, 'iu');
/** Between the parts: "Zahlung-s-art", "Garantie-n-ummer". */
const LINK = /(?<=(?:ung|heit|keit|tion|tät|schaft|ing))s$/iu;

/** The parts of a compound, "Versandkosten" as "Versand" and "kosten"; the word by itself where it is none. */
export function partsOf(word: string): string[] {
  const [, first, head] = COMPOUND.exec(word.normalize('NFC')) ?? [];
  return first === undefined || head === undefined ? [word] : [first.replace(LINK, ''), head];
}
