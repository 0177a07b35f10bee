import { type GuessedLanguage, guessLanguage } from '../wording/guess-language.js';
import { missingClaims } from './claims/claims-agree.js';
import { missingFigures } from './figures/figures-stand.js';
import { findFigures } from './figures/find-figures.js';
import type { RuleCheck } from './injection/breaks-rules.js';
import { unsafeMarkup } from './injection/unsafe-markup.js';
import type { RemovalReason } from './sentence-verdict.js';
import type { SourceReading } from './source-reading.js';
import { SUPPORT_FLOOR, supportScore } from './supports.js';

/** What an answer may do, whatever it rests on. */
export interface AnswerBounds {
  rules: RuleCheck;
  /** Hosts of the store's own pages. */
  hosts: ReadonlySet<string>;
  /** Language of the question; null where it does not show. */
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
  { rules, hosts, language: asked }: AnswerBounds,
): Finding {
  const language = guessLanguage(sentence);
  const isOther = language !== null && source.language !== null && language !== source.language;
  const isCrossLanguage = isOther && (asked === null || asked !== source.language);
  const fault = (reason: RemovalReason | null, missing: string[] = []): Finding => ({
    reason,
    missing,
    isCrossLanguage,
  });
  if (rules.isBrokenBy(sentence)) return fault('rule');
  const figures = findFigures(sentence);
  const unsafe = unsafeMarkup(sentence, figures, hosts);
  if (unsafe.length > 0) return fault('link', unsafe);
  const missing = missingFigures(sentence, figures, source.figures);
  if (missing.length > 0) return fault(reasonFor(missing, figures), missing);
  const claims = missingClaims(sentence, source, { isCrossLanguage, isGerman: language === 'de' });
  if (claims.length > 0) return fault('unsupported', claims);
  const isBorne = isCrossLanguage || supportScore(sentence, source) >= SUPPORT_FLOOR;
  return fault(isBorne ? null : 'unsupported');
}

function reasonFor(missing: readonly string[], figures: ReturnType<typeof findFigures>) {
  const links = figures.filter(({ kind }) => kind === 'link').map(({ text }) => text);
  return missing.every((text) => links.includes(text)) ? 'link' : 'figure';
}
