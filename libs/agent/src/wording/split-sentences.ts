export interface Span {
  start: number;
  end: number;
}

const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|approx|incl|excl|max|min|no|nr|vs|dr|mr|mrs|ms|st|ave|rd|inc|ltd|co|dept|fig|ca|bzw|z\.b|usw|tel)|\b\p{Lu})\.$/iu;
const END = /(?:[.!?…]+["”’')\]]*(?=\s)|[。！？]+)/gu;

/** Sentence spans of one line of text, without the white space between them; numbers and abbreviations do not end one. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    const next = text.slice(end).trimStart();
    if (isAbbreviation(text.slice(start, end)) || /^\p{Ll}/u.test(next)) continue;
    push(spans, text, { start, end });
    start = end;
  }
  push(spans, text, { start, end: text.length });
  return spans;
}

function isAbbreviation(sentence: string): boolean {
  return sentence.endsWith('.') && ABBREVIATION.test(sentence);
}

function push(spans: Span[], text: string, { start, end }: Span): void {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = from + raw.trim().length;
  if (to > from) spans.push({ start: from, end: to });
}
