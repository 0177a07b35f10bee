import type { RetrievedChunk } from '@app/knowledge';

import { brokenRule } from '../settings/broken-rule.js';
import type { MerchantRule } from '../settings/merchant-rule.js';
import { bestQuote } from './best-quote.js';
import { figuresStandIn } from './check-figures.js';
import type { CitationList } from './citation-list.js';
import { markedNumbers, replaceMarkers } from './markers.js';
import { SentenceBuffer } from './sentence-buffer.js';
import type { SentenceVerdict } from './sentence-verdict.js';
import { mayStandUncited, supportShare } from './supports.js';

/**
 * Lets through only what the cited chunks bear. A sentence is held until it is complete; one whose figures do not stand
 * in what it cites goes, one that cites nothing waits for the next that does. What has been given out is never taken back.
 */
export class AnswerGrounder {
  private readonly buffer = new SentenceBuffer();
  private held: { text: string; verdict: SentenceVerdict }[] = [];
  private readonly judged: SentenceVerdict[] = [];
  private readonly cited = new Set<RetrievedChunk>();

  constructor(
    private readonly sources: readonly RetrievedChunk[],
    private readonly citations: CitationList,
    private readonly rules: readonly MerchantRule[] = [],
  ) {}

  /** What was found of each sentence so far, in their order. */
  get verdicts(): readonly SentenceVerdict[] {
    return this.judged;
  }

  /** The text that may be shown now; often empty. */
  push(token: string): string {
    return this.buffer
      .push(token)
      .map((sentence) => this.read(sentence))
      .join('');
  }

  /** The rest, when the model is done. Empty throughout for an answer that cites nothing. */
  end(): string {
    const rest = this.buffer.flush().map((sentence) => this.read(sentence));
    return rest.join('') + this.release();
  }

  private read(sentence: string): string {
    if (
      brokenRule(
        replaceMarkers(sentence, () => ''),
        this.rules,
      ) !== null
    )
      return '';
    const chunks = this.supportingChunks(sentence);
    const verdict = this.judge(sentence, chunks);
    if (chunks.length === 0) {
      this.held.push({ text: replaceMarkers(sentence, () => ''), verdict });
      return '';
    }
    const text = chunks.map(sourceText).join('\n');
    const bare = replaceMarkers(sentence, () => '');
    verdict.reason = figuresStandIn(bare, text) ? null : 'figure';
    verdict.isShown = verdict.reason === null;
    if (!verdict.isShown) return '';
    for (const chunk of chunks) this.cited.add(chunk);
    return this.release() + this.renumbered(sentence, chunks);
  }

  /** The chunks a sentence cites, without numbers that name none and without those it has nothing in common with. */
  private supportingChunks(sentence: string): RetrievedChunk[] {
    const bare = replaceMarkers(sentence, () => '');
    return markedNumbers(sentence)
      .flatMap((number) => this.sources[number - 1] ?? [])
      .filter((chunk) => supportShare(bare, sourceText(chunk)) !== 0);
  }

  /** Held sentences whose figures and words the chunks cited so far bear. */
  private release(): string {
    if (this.cited.size === 0) return '';
    const text = [...this.cited].map(sourceText).join('\n');
    for (const { text: sentence, verdict } of this.held) {
      if (!figuresStandIn(sentence, text)) verdict.reason = 'figure';
      else if (mayStandUncited(sentence, text)) verdict.reason = null;
      verdict.isShown = verdict.reason === null;
    }
    const borne = this.held.filter(({ verdict }) => verdict.isShown);
    this.held = [];
    return borne.map((one) => one.text).join('');
  }

  /** Not shown until something bears it. */
  private judge(sentence: string, chunks: readonly RetrievedChunk[]): SentenceVerdict {
    const reason = markedNumbers(sentence).length > 0 ? 'unsupported' : 'uncited';
    const passages = chunks.map((chunk) => this.sources.indexOf(chunk) + 1);
    const verdict: SentenceVerdict = { sentence, isShown: false, reason, missing: [], passages };
    this.judged.push(verdict);
    return verdict;
  }

  private renumbered(sentence: string, chunks: readonly RetrievedChunk[]): string {
    const bare = replaceMarkers(sentence, () => '');
    return replaceMarkers(sentence, (numbers) =>
      numbers
        .flatMap((number) => this.sources[number - 1] ?? [])
        .filter((chunk) => chunks.includes(chunk))
        .map((chunk) => `[${this.citations.cite(chunk, () => bestQuote(bare, chunk))}]`)
        .join(''),
    );
  }
}

function sourceText({ title, headingPath, text }: RetrievedChunk): string {
  return [title, ...headingPath, text].join('\n');
}
