import { brokenRule } from '../settings/broken-rule.js';
import type { MerchantRule } from '../settings/merchant-rule.js';
import { type GuessedLanguage, guessLanguage } from '../wording/guess-language.js';
import { missingAnswer, missingClaims } from './claims/claims-agree.js';
import { misplacedFigures } from './claims/misplaced-figures.js';
import { missingStarts } from './claims/period-starts.js';
import type { Figure } from './figures/figure.js';
import { missingFigures } from './figures/figures-stand.js';
import { findFigures } from './figures/find-figures.js';
import type { RuleCheck } from './injection/breaks-rules.js';
import { unsafeMarkup } from './injection/unsafe-markup.js';
import type { RemovalReason } from './sentence-verdict.js';
import type { SourceReading } from './source-reading.js';
import { isSupported } from './supports.js';

/** What an answer may do, whatever it rests on. */
export interface AnswerBounds {
  /** What the model was told. */
  prompt: RuleCheck;
  /** Of the merchant. */
  rules: readonly MerchantRule[];
  /** Hosts of the store's own pages. */
  hosts: ReadonlySet<string>;
  /** The shopper's words. */
  question: string;
  /** Language that the answer should be in; null where it does not show. */
  language: GuessedLanguage | null;
}

export interface Finding {
  reason: RemovalReason | null;
  missing: string[];
  /** Page and sentence differ in language: figures, names and claims were compared, the words could not be. */
  isCrossLanguage: boolean;
}

/** Checks a sentence without its markers against what it cites. The gravest fault is the reason. */
export function checkSentence(
  sentence: string,
  source: SourceReading,
  bounds: AnswerBounds,
): Finding {
  const figures = findFigures(sentence);
  const words = withoutLinks(sentence, figures);
  const language = guessLanguage(words, bounds.language);
  const isCrossLanguage = differ(language, source.language) && bounds.language !== source.language;
  const isGerman = language === 'de';
  const { reason, missing } =
    outOfBounds({ sentence, figures }, source, bounds) ??
    misleading(words, source, bounds) ??
    (isCrossLanguage ? null : misplaced(words, source)) ??
    unsupported(words, source, { isCrossLanguage, isGerman });
  return { reason, missing, isCrossLanguage };
}

type Fault = Omit<Finding, 'isCrossLanguage'>;

/** What no words of the page could excuse, and figures, which must stand in it to the digit. */
function outOfBounds(
  { sentence, figures }: { sentence: string; figures: readonly Figure[] },
  source: SourceReading,
  { prompt, rules, hosts, question }: AnswerBounds,
): Fault | null {
  if (prompt.isBrokenBy(sentence) || brokenRule(sentence, rules, question) !== null)
    return { reason: 'rule', missing: [] };
  const unsafe = unsafeMarkup(sentence, figures, hosts);
  if (unsafe.length > 0) return { reason: 'link', missing: unsafe };
  const missing = [
    ...missingFigures(sentence, figures, source.figures),
    ...missingStarts(sentence, source.text),
  ];
  return missing.length > 0 ? { reason: reasonFor(missing, figures), missing } : null;
}

/** A yes or no to what the page does not say. */
function misleading(
  sentence: string,
  source: SourceReading,
  { question }: AnswerBounds,
): Fault | null {
  const missing = missingAnswer(sentence, question, source);
  return missing.length > 0 ? { reason: 'unsupported', missing } : null;
}

/** A figure of the page that the page gives to something else. */
function misplaced(sentence: string, source: SourceReading): Fault | null {
  const missing = misplacedFigures(sentence, source);
  return missing.length > 0 ? { reason: 'figure', missing } : null;
}

function unsupported(
  sentence: string,
  source: SourceReading,
  languages: { isCrossLanguage: boolean; isGerman: boolean },
): Fault {
  const missing = missingClaims(sentence, source, languages);
  const isBorne =
    missing.length === 0 && (languages.isCrossLanguage || isSupported(sentence, source));
  return { reason: isBorne ? null : 'unsupported', missing };
}

function differ(a: GuessedLanguage | null, b: GuessedLanguage | null): boolean {
  return a !== null && b !== null && a !== b;
}

function reasonFor(missing: readonly string[], figures: readonly Figure[]) {
  const links = figures.filter(({ kind }) => kind === 'link').map(({ text }) => text);
  return missing.every((text) => links.includes(text)) ? 'link' : 'figure';
}

/** Links are compared whole; their parts are no words of the sentence. */
function withoutLinks(sentence: string, figures: readonly Figure[]): string {
  return figures
    .filter(({ kind }) => kind === 'link' || kind === 'email')
    .reduce((rest, { text }) => rest.replaceAll(text, ' '), sentence);
}
