import type { MerchantRule } from './merchant-rule.js';
import { PROMISE_WORDS } from './promise-words.js';

/**
 * The first rule that a sentence breaks, or null. Errs towards breaking: a sentence that goes costs the shopper a
 * question, a promise that the merchant forbade costs the merchant its word. What is spoken of may stand in the question
 * alone: "It takes 2 days" is of delivery where delivery was asked about.
 */
export function brokenRule(
  sentence: string,
  rules: readonly MerchantRule[],
  question = '',
): MerchantRule | null {
  if (rules.length === 0) return null;
  const plain = asRead(sentence);
  const said = { plain, words: spaced(plain), asked: asRead(question) };
  return rules.find((rule) => isBroken(rule, said)) ?? null;
}

/** A phrase as it is compared; empty where it holds no word. */
export function phraseWords(phrase: string): string {
  return spaced(asRead(phrase)).trim();
}

interface Said {
  plain: string;
  words: string;
  asked: string;
}

function isBroken(rule: MerchantRule, { plain, words, asked }: Said): boolean {
  if (rule.kind === 'never_say') {
    return rule.phrases.some((phrase) => words.includes(` ${phraseWords(phrase)} `));
  }
  const [promise, ...matter] = [...PROMISE_WORDS[rule.topic]].reverse();
  const isOfMatter = (pattern: RegExp) => pattern.test(plain) || pattern.test(asked);
  return promise!.test(plain) && matter.every(isOfMatter);
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
