import type { Answer } from './api.js';

const MARKERS = /\[\d{1,3}\]/g;
const FIGURES = /\d+(?:[.,:]\d+)*/g;

/**
 * Numbers of an answer that stand in none of its quotes or titles. It reads plain digits, on purpose by other means than
 * the product does, so that one mistake cannot hide in both.
 */
export function unquotedFigures({ content, citations }: Answer): string[] {
  const quoted = citations.map(({ quote, title }) => `${title ?? ''} ${quote ?? ''}`).join(' ');
  const known = new Set(figuresOf(quoted));
  return figuresOf(content.replaceAll(MARKERS, ' ')).filter((figure) => !known.has(figure));
}

const figuresOf = (text: string): string[] =>
  (text.match(FIGURES) ?? []).map((figure) => figure.replaceAll(',', ''));
