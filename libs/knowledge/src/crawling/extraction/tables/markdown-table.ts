import { has, type HtmlElement, type HtmlNode, shapes } from '../html-element.js';
import { type Block, joinPieces } from '../markdown-blocks.js';
import { type Cell, isBold, isHeaded } from './table-header.js';

type WriteBlocks = (nodes: readonly HtmlNode[]) => Block[];

const maxColumns = 30;
const maxSpan = 20;
const maxCellLength = 400;

/**
 * Tables of data become GFM tables, whose cells repeat over their row spans so that each row stands alone; pairs of name
 * and value become a list; tables that only lay out a page dissolve into their cells.
 */
export function tableBlocks(table: HtmlElement, write: WriteBlocks): Block[] {
  const rows = rowsOf(table);
  const caption = table.children.find(
    (child) => typeof child !== 'string' && child.name === 'caption',
  );
  const title = typeof caption === 'object' ? write([{ ...caption, name: 'div' }]) : [];
  if (isLayout(rows))
    return [
      ...title,
      ...rows.flatMap((row) => cellsOf(row).flatMap((cell) => write(cell.children))),
    ];
  const grid = gridOf(rows, write).filter((row) => row.some(({ text }) => text !== ''));
  if (grid.length === 0) return title;
  return [...title, isPairs(grid) ? pairs(grid) : gfm(grid)];
}

function rowsOf(element: HtmlElement): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.name === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : [];
  });
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.children
    .filter((child) => typeof child !== 'string')
    .filter(({ name }) => name === 'td' || name === 'th');
}

function isLayout(rows: readonly HtmlElement[]): boolean {
  const cells = rows.flatMap(cellsOf);
  const widest = Math.max(0, ...rows.map((row) => cellsOf(row).length));
  if (widest < 2 || widest > maxColumns) return true;
  if (cells.some((cell) => has(cell, shapes.table | shapes.heading))) return true;
  const hasHeader = cells.some(({ name }) => name === 'th');
  return !hasHeader && cells.some((cell) => cell.textLength > maxCellLength);
}

function gridOf(rows: readonly HtmlElement[], write: WriteBlocks): Cell[][] {
  const carried = new Map<number, { cell: Cell; rowsLeft: number }>();
  return rows.map((row) => {
    const line: Cell[] = [];
    const carry = () => {
      for (
        let above = carried.get(line.length);
        above !== undefined;
        above = carried.get(line.length)
      ) {
        if (above.rowsLeft <= 1) carried.delete(line.length);
        else carried.set(line.length, { ...above, rowsLeft: above.rowsLeft - 1 });
        line.push(above.cell);
      }
    };
    for (const element of cellsOf(row)) {
      carry();
      const text = joinPieces(write(element.children).map((block) => block.text));
      const isHeader = element.name === 'th';
      const cell = { text: text.replaceAll('\n', ' '), isHeader, isBold: isBold(element) };
      const rowsLeft = span(element.attributes.rowspan) - 1;
      for (let column = 0; column < span(element.attributes.colspan); column += 1) {
        if (rowsLeft > 0) carried.set(line.length, { cell, rowsLeft });
        line.push(column === 0 ? cell : { ...cell, text: '' });
      }
    }
    carry();
    return line;
  });
}

function span(value: string | undefined): number {
  return Math.min(Math.max(1, Math.trunc(Number(value ?? 1)) || 1), maxSpan);
}

function isPairs(grid: readonly Cell[][]): boolean {
  return grid.every((row) => row.length === 2) && !isHeaded(grid);
}

function pairs(grid: readonly Cell[][]): Block {
  const lines = grid.map(([name, value]) => {
    const pair = [name?.text ?? '', value?.text ?? ''].filter((text) => text !== '');
    return `- ${pair.join(/[:?.]$/.test(pair[0] ?? '') ? ' ' : ': ')}`;
  });
  return { kind: 'list', text: lines.join('\n') };
}

function gfm(grid: readonly Cell[][]): Block {
  const width = Math.max(...grid.map((row) => row.length));
  const line = (row: readonly Cell[]) => {
    const texts = Array.from({ length: width }, (_, column) => row[column]?.text ?? '');
    return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  };
  const [header = [], ...body] = grid;
  return {
    kind: 'table',
    text: [line(header), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n'),
  };
}
