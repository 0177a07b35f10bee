/**
 * Text of others as it may stand in a terminal: no control sequences (a crawled page could recolour, overwrite or title
 * the operator's window) and no marks that turn the reading direction. Line breaks and tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_C}/gu, '');

/** The same for a place that has one line. */
export const oneLine = (text: string): string => printable(text).replaceAll(/\s+/g, ' ').trim();
