/** What compounds of shops end in, in languages that write them in one word; the ends of no English words. */
const HEADS = [
  'kosten|gebühr(?:en)?|preise?|zeit(?:en)?|dauer|frist(?:en)?|adresse|nummer|anleitung|größen?|status|garantie|anspruch',
  'tijd(?:en)?|termijn|kostnad(?:er)?|omkostninger|kostnader|fristen',
].join('|');
/** What there is of a thing, which the first part names. */
const CHOICES =
  '(?<=[sdl])arten?|weisen?|methoden?|möglichkeit(?:en)?|optionen|bedingung(?:en)?|wijzen?|voorwaarden|villkor|vilkår';
const COMPOUND = new RegExp(String.raw`^(\p{L}{4,}?)(?:(${HEADS})|(?:${CHOICES}))$`, 'iu');
/** Between the parts: "Zahlung-s-art", "Garantie-n-ummer". */
const LINK = /(?<=(?:ung|heit|keit|tion|tät|schaft|ing))s$/iu;

/** The parts that matter of a compound, "Versandkosten" as "Versand" and "kosten"; the word by itself where it is none. */
export function partsOf(word: string): string[] {
  const [, first, head] = COMPOUND.exec(word.normalize('NFC')) ?? [];
  if (first === undefined) return [word];
  const named = first.replace(LINK, '');
  return head === undefined ? [named] : [named, head];
}
