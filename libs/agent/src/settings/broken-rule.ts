import type { MerchantRule } from './merchant-rule.js';
import { PROMISE_WORDS } from './promise-words.js';

/**
 * The first rule that a sentence breaks, or null. Errs towards breaking: a sentence that goes costs the shopper a
 * question, a promise that the merchant forbade costs the merchant its word.
 */
export function brokenRule(sentence: string, rules: readonly MerchantRule[]): MerchantRule | null {
  if (rules.length === 0) return null;
  const plain = asRead(sentence);
  const words = spaced(plain);
  return rules.find((rule) => isBroken(rule, plain, words)) ?? null;
}

/** A phrase as it is compared; empty where it holds no word. */
export function phraseWords(phrase: string): string {
  return spaced(asRead(phrase)).trim();
}

function isBroken(rule: MerchantRule, plain: string, words: string): boolean {
  return rule.kind === 'never_promise'
    ? PROMISE_WORDS[rule.topic].every((pattern) => pattern.test(plain))
    : rule.phrases.some((phrase) => words.includes(` ${phraseWords(phrase)} `));
}

/** As a reader sees it: without invisible characters and emphasis that would cut a word in two. */
function asRead(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}*_~`]/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/gu, ' ')
    .toLowerCase();
}

/** Words alone, one space around each, so that "best-price" and "Best price!" are the same. */
function spaced(plain: string): string {
  return ` ${plain.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' ') ?? ''} `;
}
