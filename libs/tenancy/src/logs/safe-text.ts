/** Control characters, C1 among them, and marks that turn the reading direction, break lines or show nothing. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const members =
  '(?:(?:proxy-)?authorization|(?:set-)?cookie|password|secret|token|(?:x-)?api[_-]?key)';

/** What may be secret or personal, and what stands in its place. Counts are bounded, so that no text takes long. */
const withheld: readonly (readonly [RegExp, string])[] = [
  // ours, whatever their kind
  [/\bsh_([a-z]{2,20})_[\w.~+/=-]+/gi, 'sh_$1_…'],
  // those of others by how they begin, and signed tokens
  [/\b(sk|pk|rk|whsec|lsv2|ghp|glpat|xox[abprs]|shpat|shpss)[-_][\w-]{6,}/g, '$1-…'],
  [/\beyJ[\w-]{6,}\.[\w-]+\.?[\w-]*/g, 'eyJ…'],
  [/\b(bearer|basic)(?:\s+|%20)[\w.~+/=:-]{6,}/gi, '$1 …'],
  // headers, members of an object and parts of a connection string
  [/\b(authorization|x-api-key|(?:set-)?cookie): [^"\\]+/gi, '$1: …'],
  [new RegExp(`("${members}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), '$1"…"'],
  // JSON in JSON: to the end of the text that it stands in
  [new RegExp(`(\\\\"${members}\\\\"\\s*:\\s*)(?:[^"\\\\]|\\\\.)*`, 'gi'), '$1…'],
  [/\b(password|passwd|pwd|secret|token|api[_-]?key)=[^\s"'\\&,;]+/gi, '$1=…'],
  // of an address: who logs in, and what is asked
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s"'\\/@]{1,300}@/gi, '$1…@'],
  [/(:\/\/[^\s"'\\?#]{1,300})[?#][^\s"'\\)]+/g, '$1?…'],
  [/\?[\w.%~[\]-]{1,100}=[^\s"'\\)]*/g, '?…'],
  [
    /[\p{L}\p{N}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,24}/gu,
    '…@…',
  ],
];

/** Text of anybody as it may stand in a log: on one line, of things that can be seen, without what is secret or personal. */
export function safeText(text: string): string {
  const shown = text.replaceAll(unprintable, asEscape);
  return withheld.reduce((kept, [pattern, place]) => kept.replaceAll(pattern, place), shown);
}

const asEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
