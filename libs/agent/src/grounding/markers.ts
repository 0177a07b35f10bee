/** A citation as models write it: [1], [1, 2], [1][2], 【1】, [^1], [Source 1]. */
export const MARKER = String.raw`(?:\[\^?(?:(?:source|excerpt|quote)s?\s*)?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|【\d{1,3}[^】]{0,20}】)`;

const MARKERS = new RegExp(String.raw`\s*${MARKER}`, 'giu');

/** The numbers that a sentence cites, in order, each once. */
export function markedNumbers(sentence: string): number[] {
  const marked = [...sentence.matchAll(MARKERS)].flatMap(([marker]) => numbersOf(marker));
  return [...new Set(marked)];
}

/** Puts another marker in the place of each; `rename` gives what stands there, empty to drop it. */
export function replaceMarkers(sentence: string, rename: (numbers: number[]) => string): string {
  return sentence.replace(MARKERS, (marker) => {
    const renamed = rename(numbersOf(marker));
    return renamed === '' ? '' : (/^\s+/u.exec(marker)?.[0] ?? '') + renamed;
  });
}

function numbersOf(marker: string): number[] {
  const inside = marker.startsWith('【') ? /\d{1,3}/.exec(marker)! : null;
  if (inside) return [Number(inside[0])];
  return [...marker.matchAll(/(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?/gu)].flatMap(([, from, to]) => {
    const [first, last] = [Number(from), Number(to ?? from)];
    return last - first > 20
      ? [first]
      : Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => first + i);
  });
}
