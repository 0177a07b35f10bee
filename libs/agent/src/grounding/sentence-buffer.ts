import { MARKER } from './markers.js';

/** An abbreviation, an initial or a list number is not the end of a sentence. */
const NO_END =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|approx|incl|excl|max|min|no|nr|vs|dr|mr|mrs|ms|st|tel|z\.b|\p{Lu}|\d{1,2})\.$/iu;
/** What may begin the next sentence: no marker, nor a bracket of which it is not known yet. */
const NEXT = String.raw`(?:[^\s\[【]|(?!${MARKER})\[[^\]\n]{1,300}\])`;
const SENTENCE_END = new RegExp(
  String.raw`(?:[.!?…]+["”’')*_\]]*(?:\s*${MARKER})*(?=\s+${NEXT})|[。！？](?:\s*${MARKER})*(?=${NEXT})|\n(?=\s*${NEXT}))`,
  'giu',
);

/** A sentence that goes on longer is given out cut, one character above it, and the rest of it never. */
export const MAX_SENTENCE = 2_000;
/** Enough of an endless sentence to see its end. */
const TAIL = 120;

/**
 * Cuts a stream of tokens into sentences, each with the citation markers that follow it and the white space before it.
 * A sentence is given out only when the text after it shows that it and its markers are complete; joined, the sentences
 * are the text.
 */
export class SentenceBuffer {
  private pending = '';
  /** The beginning of a sentence that is too long, until its end comes. */
  private overlong: string | null = null;

  push(token: string): string[] {
    this.pending += token;
    const sentences: string[] = [];
    let from = 0;
    for (const match of this.pending.matchAll(SENTENCE_END)) {
      const end = match.index + match[0].length;
      const sentence = this.pending.slice(from, end);
      if (sentence.trim() === '' || NO_END.test(withoutMarkers(sentence))) continue;
      sentences.push(this.overlong ?? sentence);
      this.overlong = null;
      from = end;
    }
    this.pending = this.pending.slice(from);
    if (this.pending.length > MAX_SENTENCE) {
      this.overlong ??= this.pending.slice(0, MAX_SENTENCE + 1);
      this.pending = this.pending.slice(-TAIL);
    }
    return sentences;
  }

  /** What is left when the stream has ended. */
  flush(): string[] {
    const rest = this.overlong ?? this.pending;
    this.pending = '';
    this.overlong = null;
    return rest.trim() === '' ? [] : [rest];
  }
}

const trailingMarkers = new RegExp(String.raw`(?:\s*${MARKER})*\s*$`, 'u');

function withoutMarkers(sentence: string): string {
  return sentence.replace(trailingMarkers, '');
}
