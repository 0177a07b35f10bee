import type { Figure } from '../figures/figure.js';
import { plainHost } from './safe-chunk.js';

const IMAGE = /!\[[^\]]*\]\s?(?:\([^)]*\)?|\[[^\]]*\]?)/gu;
const TARGET = /\]\(\s*<?([^)\s>]*)/gu;
const SCHEME = /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|file|blob|about|intent)\s*:(?=\S)/giu;
const REFERENCE = /\]\[[^\]]*\]|^\s*\[[^\]^]+\]:\s*\S+/gmu;
const ENTITY = /&(?:#x?[0-9a-f]+|[a-z]{2,8});/giu;
const AUTO_LINK = /<((?:https?:\/\/|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>/giu;
const PLAIN_TAG = /<\/?(?:br|b|i|u|em|strong|p|ul|ol|li|sup|sub)\s*\/?>/giu;
const TAG = /<[a-z!/?][^>\n]*>?/giu;

/** Line breaks and bold of HTML go silently; they carry nothing. */
export function withoutPlainTags(sentence: string): string {
  return sentence.replace(/<br\s*\/?>/giu, ' ').replace(PLAIN_TAG, '');
}

/**
 * What of a sentence must never reach a shopper's screen: images, HTML, schemes that run, and links to hosts that are
 * not the store's, which a page may name but not send shoppers to.
 */
export function unsafeMarkup(
  sentence: string,
  figures: readonly Figure[],
  hosts: ReadonlySet<string>,
): string[] {
  const found = [IMAGE, SCHEME, REFERENCE].flatMap((pattern) => sentence.match(pattern) ?? []);
  const tags = sentence.replace(AUTO_LINK, '$1').match(TAG) ?? [];
  const targets = [...sentence.matchAll(TARGET)].flatMap(([, target = '']) =>
    isPlainTarget(target) ? [] : [target],
  );
  const away = figures.filter(({ kind, value }) => kind === 'link' && !hosts.has(hostIn(value)));
  const entities = /\]\(|<|:/u.test(sentence) ? (sentence.match(ENTITY) ?? []) : [];
  const all = [...found, ...tags, ...targets, ...entities, ...away.map(({ text }) => text)];
  return [...new Set(all.map((text) => text.trim()))];
}

/** Whether a link points where its own text can be checked: to a web address, a mail address or a phone. */
function isPlainTarget(target: string): boolean {
  return /^(?:https?:\/\/[^/]|mailto:[^?]+$|tel:[+\d().\s-]+$)/iu.test(target);
}

/** The host of a link without its scheme; one with credentials before it is nobody's. */
function hostIn(link: string): string {
  return plainHost(link.split(/[/?#\\]/)[0] ?? '');
}
