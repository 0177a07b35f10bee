import type { RetrievedChunk } from '@app/knowledge';

import { bestQuote } from './best-quote.js';
import type { CitationList } from './citation-list.js';
import { figuresStandIn } from './figures/figures-stand.js';
import { markedNumbers, replaceMarkers } from './markers.js';
import { SentenceBuffer } from './sentence-buffer.js';
import { mayStandUncited, supportShare } from './supports.js';

/**
 * Lets through only what the cited chunks bear. A sentence is held until it is complete; one whose figures do not stand
 * in what it cites goes, one that cites nothing waits for the next that does. What has been given out is never taken back.
 */
export class AnswerGrounder {
  private readonly buffer = new SentenceBuffer();
  private held: string[] = [];
  private readonly cited = new Set<RetrievedChunk>();

  constructor(
    private readonly sources: readonly RetrievedChunk[],
    private readonly citations: CitationList,
  ) {}

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
    const chunks = this.supportingChunks(sentence);
    if (chunks.length === 0) {
      this.held.push(replaceMarkers(sentence, () => ''));
      return '';
    }
    const text = chunks.map(sourceText).join('\n');
    const bare = replaceMarkers(sentence, () => '');
    if (!figuresStandIn(bare, text)) return '';
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
    const borne = this.held.filter((s) => figuresStandIn(s, text) && mayStandUncited(s, text));
    this.held = [];
    return borne.join('');
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
