import type { HtmlElement, HtmlNode } from '../html-element.js';

export interface Cell {
  text: string;
  isHeader: boolean;
  isBold: boolean;
}

/** A value where the others have an amount. */
const noAmount = /^(free|gratis|kostenlos|kostenfrei|gratuit|gratuite?|n\/a|[-–—])?$/i;

/**
 * Whether the first row of a table of two columns names what stands below. Word processors seldom mark it: it is bold and
 * the others are not, or below its second cell stand amounts of one unit, as in a price list.
 */
export function isHeaded(grid: readonly (readonly Cell[])[]): boolean {
  const [first = [], ...others] = grid;
  if (first.every(({ isHeader }) => isHeader)) return true;
  if (others.length === 0 || first.some(({ text }) => text === '')) return false;
  const isBoldRow = (row: readonly Cell[]) => row.every((cell) => cell.isBold);
  if (isBoldRow(first) && !others.some(isBoldRow)) return true;
  return !/\d/.test(first[1]?.text ?? '') && areAmounts(others.map((row) => row[1]?.text ?? ''));
}

/** At least two, and all of one unit: "1 kg" and "20 cm" are facts about one thing. */
function areAmounts(values: readonly string[]): boolean {
  const amounts = values.filter((value) => !noAmount.test(value));
  const units = new Set(amounts.map((value) => value.replace(/[\d\s.,–-]+/g, '')));
  return amounts.length >= 2 && units.size === 1 && amounts.every((value) => /\d/.test(value));
}

/** Whether all of its text is. */
export function isBold({ children }: HtmlElement): boolean {
  return children.some(hasText) && children.every((node) => !hasText(node) || isBoldNode(node));
}

const isBoldNode = (node: HtmlNode): boolean =>
  typeof node !== 'string' && (node.name === 'strong' || node.name === 'b' || isBold(node));

const hasText = (node: HtmlNode): boolean =>
  typeof node === 'string' ? node.trim() !== '' : node.textLength > 0;
