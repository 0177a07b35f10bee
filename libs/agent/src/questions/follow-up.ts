import { splitWords } from '../wording/words.js';

const REFERS_BACK =
  /\b(?:it|its|it's|they|them|their|theirs|that|this|these|those|he|she|him|her|same|other|else|former|latter)\b|\b(?:the|this|that|which|another)\s+(?:\p{L}+\s+)?ones?\b/iu;
const CONTINUES =
  /^\s*(?:and|but|or|so|also|then|what about|how about|what if|why|really|sure|ok)\b/iu;

const CLAUSE_BEFORE = /^(.*)(?:[,;.?!]|\b(?:and|if|when|because|but|so|or|that)\b)/isu;

/** With this many topic words of its own a question stands alone, whatever its pronouns. */
const STANDALONE_TERMS = 5;
const FRAGMENT_TERMS = 1;
const MAX_CARRIED = 8;

/** Whether a question needs the conversation so far to be understood. Errs towards yes only for short questions. */
export function isFollowUp(question: string): boolean {
  const terms = topicWords(question).length;
  if (CONTINUES.test(question)) return terms < STANDALONE_TERMS + 2;
  if (refersBack(question)) return terms < STANDALONE_TERMS;
  return terms <= FRAGMENT_TERMS && splitWords(question).length <= 4;
}

/** "Do you ship to Spain, and how long does it take?" refers to its own first half. */
function refersBack(question: string): boolean {
  const reference = REFERS_BACK.exec(question);
  if (reference === null) return false;
  const clause = CLAUSE_BEFORE.exec(question.slice(0, reference.index))?.[1] ?? '';
  return topicWords(clause).length === 0;
}

/** The topic words of the shopper's earlier questions, back to the last one that stood alone, newest first. */
export function carryWords(question: string, earlierQuestions: readonly string[]): string[] {
  const own = new Set(topicWords(question).map((word) => word.term));
  const carried = new Map<string, string>();
  for (const earlier of [...earlierQuestions].reverse()) {
    for (const { text, term } of topicWords(earlier)) if (!own.has(term)) carried.set(term, text);
    if (!isFollowUp(earlier)) break;
  }
  return [...carried.values()].slice(0, MAX_CARRIED);
}

const ASKING = new Set(
  `cost costs price much many long need want know tell get give please find does work hello hi thanks one ones
  way thing something anything possible able`.split(/\s+/),
);

function topicWords(text: string): { text: string; term: string }[] {
  return splitWords(text)
    .filter((word) => word.terms.length > 0 && !ASKING.has(word.text.toLowerCase()))
    .map((word) => ({ text: word.text, term: word.terms[0]! }));
}
