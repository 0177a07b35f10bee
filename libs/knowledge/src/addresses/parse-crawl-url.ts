import { urlRefused } from '../knowledge.errors.js';
import type { AddressPolicy } from './address-policy.js';

/**
 * Turns what a caller typed into a URL that may be crawled, or throws `KNOWLEDGE_URL_REFUSED` naming the URL, the reason
 * and the next step. Spelling tricks (decimal, octal or full-width addresses) are undone by the URL parser first.
 */
export function parseCrawlUrl(input: string, policy: AddressPolicy): URL {
  const text = input.trim();
  const url = URL.parse(text);
  if (url === null)
    throw urlRefused(text, 'is not a complete URL such as https://shop.example.com/');
  const refusal = policy.refusalOf(url);
  if (refusal !== null) throw urlRefused(withoutCredentials(url), refusal);
  return url;
}

function withoutCredentials(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}
