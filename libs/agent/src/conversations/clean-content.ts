import { contentEmpty, contentTooLong } from '../agent.errors.js';

const MAX_CHARACTERS = 4_000;
/** Control characters but tab and line breaks; NUL cannot be stored at all. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;

/**
 * A shopper's text as it is stored: without control characters, lone surrogates replaced, trimmed, 1 to 4,000 characters
 * (code points). Marks of right-to-left writing stay, they belong to the text.
 */
export function cleanContent(content: string): string {
  const cleaned = cleanText(content);
  const length = [...cleaned].length;
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(cleaned)) throw contentEmpty();
  if (length > MAX_CHARACTERS) throw contentTooLong(length);
  return cleaned;
}

/** Without control characters and halves of surrogate pairs; nothing is refused. */
export function cleanText(content: string): string {
  return Buffer.from(content, 'utf8').toString('utf8').replace(CONTROLS, '').trim();
}
