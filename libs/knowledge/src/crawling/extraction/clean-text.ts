/** Control characters, soft hyphens, zero-width spaces, byte order marks and characters that reverse the direction. */
const invisible =
  /(?![\t\n])[\p{Cc}\u00ad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;

/**
 * Text that a database, a prompt and a browser can all hold: well-formed Unicode in composed form, without NUL bytes,
 * lone surrogates and direction overrides. Line breaks and tabs stay, as do the marks that scripts need.
 */
export function cleanText(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/\s+/g, ' ')).trim();
}
