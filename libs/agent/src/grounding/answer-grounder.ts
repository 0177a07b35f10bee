import { answerChecked } from '../agent.events.js';
import type { Judgement } from '../judging/judgement.js';
import { ANSWER_PROMPT } from '../prompts/answer.prompt.js';
import type { MerchantRule } from '../settings/merchant-rule.js';
import { guessLanguage, languageOfTag } from '../wording/guess-language.js';
import type { AnswerSource } from './answer-source.js';
import { bestQuote } from './best-quote.js';
import { type AnswerBounds, checkSentence, type Finding } from './check-sentence.js';
import type { CitationList } from './citation-list.js';
import { contentTerms } from './claims/clause.js';
import { findFigures } from './figures/find-figures.js';
import { RuleCheck } from './injection/breaks-rules.js';
import { hostOf } from './injection/safe-chunk.js';
import { withoutPlainTags } from './injection/unsafe-markup.js';
import { markedNumbers, replaceMarkers } from './markers.js';
import { MAX_SENTENCE, SentenceBuffer } from './sentence-buffer.js';
import type { SentenceVerdict } from './sentence-verdict.js';
import { SourceReading } from './source-reading.js';

interface Held {
  text: string;
  verdict: SentenceVerdict;
}

/** What an answer is held against beside its sources. */
export interface Asking {
  /** The shopper's words; an answer keeps their language unless the store names another. */
  question?: string;
  /** A language tag. */
  language?: string | null;
  /** What the model was told, none of which may be shown. */
  prompt?: string;
  /** What the store never wants said. */
  rules?: readonly MerchantRule[];
  /** What a model thinks of sentences that pass, by themselves as verdicts have them. */
  judged?: ReadonlyMap<string, Judgement>;
}

/**
 * Lets through only what the cited chunks bear. A sentence is held until it is complete; one that its sources do not bear
 * goes, one that cites nothing, or has nothing to cite for ("Yes! [1]"), waits for the next that does. What has been given out is never taken back.
 */
export class AnswerGrounder {
  private readonly buffer = new SentenceBuffer();
  private readonly readings = new Map<string, SourceReading>();
  private readonly bounds: AnswerBounds;
  private readonly found: SentenceVerdict[] = [];
  private held: Held[] = [];
  private readonly cited = new Set<number>();
  private readonly judged: ReadonlyMap<string, Judgement>;
  private tookMs = 0;

  constructor(
    private readonly sources: readonly AnswerSource[],
    private readonly citations: CitationList,
    asking: Asking = {},
  ) {
    const { question = '', prompt = ANSWER_PROMPT, rules = [], language = null } = asking;
    this.judged = asking.judged ?? new Map();
    const hosts = sources.flatMap(({ url, alsoOn }) => [url, ...alsoOn.map((twin) => twin.url)]);
    this.bounds = {
      prompt: new RuleCheck(prompt),
      rules,
      hosts: new Set(hosts.map(hostOf)),
      question,
      language: language === null ? guessLanguage(question) : languageOfTag(language),
    };
  }

  /** What was found of each sentence so far, those that were removed included, in the order of the answer. */
  get verdicts(): readonly SentenceVerdict[] {
    return this.found;
  }

  /** Whether what is shown rests on what the store's order system said. */
  get tellsOrder(): boolean {
    return [...this.cited].some((number) => this.sources[number - 1]?.isOrder);
  }

  /** The text that may be shown now; often empty. */
  push(token: string): string {
    const sentences = this.buffer.push(token);
    return sentences.length === 0 ? '' : this.timed(() => this.readAll(sentences));
  }

  /** The rest, when the model is done. Empty throughout for an answer that cites nothing. */
  end(): string {
    const rest = this.timed(() => this.readAll(this.buffer.flush()) + this.release());
    const shown = this.found.filter(({ isShown }) => isShown).length;
    answerChecked.publish({ sentences: this.found.length, shown, ms: this.tookMs });
    return rest;
  }

  private timed(work: () => string): string {
    const start = performance.now();
    const text = work();
    this.tookMs += performance.now() - start;
    return text;
  }

  private readAll(sentences: readonly string[]): string {
    return sentences.map((sentence) => this.read(sentence)).join('');
  }

  private read(raw: string): string {
    const sentence = withoutPlainTags(raw);
    const verdict = this.verdictOn(raw);
    if (raw.length > MAX_SENTENCE) return '';
    const numbers = markedNumbers(sentence).filter((n) => this.sources[n - 1] !== undefined);
    const bare = replaceMarkers(sentence, () => '');
    if (numbers.length === 0 || saysNothing(bare)) {
      this.held.push({ text: bare, verdict });
      return '';
    }
    const finding = this.check(bare, numbers);
    const bearing = finding.reason === null ? this.bearing(bare, numbers) : numbers;
    this.settle(verdict, finding, bearing);
    if (!verdict.isShown) return '';
    for (const number of bearing) this.cited.add(number);
    return this.release() + this.renumbered(sentence, bare, bearing);
  }

  private check(sentence: string, numbers: readonly number[]): Finding {
    return checkSentence(sentence, this.readingOf(numbers), this.bounds);
  }

  /** Of several sources those that bear the sentence by themselves, or without which the rest does not. */
  private bearing(sentence: string, numbers: readonly number[]): readonly number[] {
    return numbers.reduce((kept, number) => {
      const rest = kept.filter((other) => other !== number);
      const isIdle = rest.length > 0 && this.check(sentence, [number]).reason !== null;
      return isIdle && this.check(sentence, rest).reason === null ? rest : kept;
    }, numbers);
  }

  private verdictOn(raw: string): SentenceVerdict {
    const sentence = raw.trim().slice(0, MAX_SENTENCE);
    const reason = raw.length > MAX_SENTENCE ? 'unsupported' : 'uncited';
    const verdict: SentenceVerdict = {
      sentence,
      isShown: false,
      reason,
      missing: [],
      passages: [],
    };
    this.found.push(verdict);
    return verdict;
  }

  /** Held sentences that the chunks cited so far bear. */
  private release(): string {
    if (this.cited.size === 0) return '';
    const numbers = [...this.cited];
    const borne = this.held.filter(({ text, verdict }) => {
      this.settle(verdict, this.check(text, numbers), numbers);
      if (verdict.reason === 'unsupported') verdict.reason = 'uncited';
      return verdict.isShown;
    });
    this.held = [];
    return borne.map(({ text }) => text).join('');
  }

  /** A model only takes away: what the page does not bear is not shown, whatever it thinks. */
  private settle(verdict: SentenceVerdict, finding: Finding, numbers: readonly number[]): void {
    const { missing, isCrossLanguage } = finding;
    const judged = finding.reason === null ? this.judged.get(verdict.sentence) : undefined;
    const reason = judged === 'unsupported' ? 'judge' : finding.reason;
    Object.assign(verdict, { reason, missing, isShown: reason === null, passages: [...numbers] });
    if (isCrossLanguage) verdict.isCrossLanguage = true;
    if (judged !== undefined) verdict.judged = judged;
  }

  private readingOf(numbers: readonly number[]): SourceReading {
    const key = [...numbers].sort((a, b) => a - b).join();
    const chunks = numbers.flatMap((number) => this.sources[number - 1] ?? []);
    const reading = this.readings.get(key) ?? new SourceReading(chunks);
    this.readings.set(key, reading);
    return reading;
  }

  private renumbered(sentence: string, bare: string, bearing: readonly number[]): string {
    return replaceMarkers(sentence, (numbers) =>
      numbers
        .filter((number) => bearing.includes(number))
        .flatMap((number) => this.sources[number - 1] ?? [])
        .filter((source) => !source.isOrder)
        .map((chunk) => `[${this.citations.cite(chunk, () => bestQuote(bare, chunk))}]`)
        .join(''),
    );
  }
}

/** No page bears a mere "Yes!", so no citation makes it an answer. */
function saysNothing(sentence: string): boolean {
  return contentTerms(sentence).size === 0 && findFigures(sentence).length === 0;
}
