import { has, type HtmlElement, type HtmlNode, isBlock, rawText, shapes } from './html-element.js';
import { InlineText } from './inline-text.js';
import { type Block, joinBlocks, joinPieces, listItem } from './markdown-blocks.js';
import { tableBlocks } from './tables/markdown-table.js';

/** A container with less text than this is one line: a product card, an address, a pair of label and value. */
const cardLength = 240;
const cardPieceLength = 160;
const itemLength = 600;
const pageElements = new Set(['html', 'body', 'main']);

/**
 * Writes a page's tree as Markdown for retrieval and for quoting: headings, lists, tables and code keep their shape, while
 * emphasis, links and images become plain text, so that a sentence reads in a citation as it reads on the page. What
 * belongs together stays on one line (a product and its price, a question and its short answer).
 */
export function writeMarkdown(root: HtmlElement): string {
  return joinBlocks(blocksOf(root.children, 1));
}

/** `level`: the depth of the heading above, for headings that the page does not number. */
function blocksOf(nodes: readonly HtmlNode[], level: number): Block[] {
  const blocks: Block[] = [];
  let depth = level;
  let inline = new InlineText();
  const flush = () => {
    for (const text of inline.paragraphs()) blocks.push({ kind: 'paragraph', text });
    inline = new InlineText();
  };
  for (const node of nodes) {
    if (typeof node === 'string' || !isBlock(node)) {
      inline.add(node);
      continue;
    }
    flush();
    blocks.push(...blocksOfElement(node, depth));
    depth = headingLevel(node.name) ?? depth;
  }
  flush();
  return blocks;
}

type Writer = (element: HtmlElement, level: number) => Block[];

const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ...[1, 2, 3, 4, 5, 6].map(
    (level) => [`h${level}`, (element: HtmlElement) => heading(element, level)] as const,
  ),
  ...['ul', 'ol', 'menu', 'dir'].map((name) => [name, listBlocks] as const),
  ...['pre', 'listing', 'xmp'].map((name) => [name, codeBlocks] as const),
  ...['summary', 'legend'].map((name) => [name, lowerHeading] as const),
  ['dl', definitionBlocks],
  ['table', (table, level) => tableBlocks(table, (nodes) => blocksOf(nodes, level))],
  ['hr', () => []],
]);

function blocksOfElement(element: HtmlElement, level: number): Block[] {
  return (writers.get(element.name) ?? containerBlocks)(element, level);
}

function headingLevel(name: string): number | null {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : null;
}

function heading(element: HtmlElement, level: number): Block[] {
  const text = joinPieces(blocksOf(element.children, level).map((block) => block.text));
  return text === '' ? [] : [{ kind: 'heading', text, level }];
}

function lowerHeading(element: HtmlElement, level: number): Block[] {
  return heading(element, Math.min(level + 1, 6));
}

function containerBlocks(element: HtmlElement, level: number): Block[] {
  const blocks = blocksOf(element.children, level);
  if (pageElements.has(element.name)) return blocks;
  const isPlain = !has(
    element,
    shapes.heading | shapes.list | shapes.table | shapes.code | shapes.details,
  );
  if (!isPlain || blocks.length < 2 || element.textLength > cardLength) return blocks;
  if (blocks.some(({ kind, text }) => kind !== 'paragraph' || text.length > cardPieceLength))
    return blocks;
  return [{ kind: 'paragraph', text: joinPieces(blocks.map((block) => block.text)) }];
}

function listBlocks(list: HtmlElement, level: number): Block[] {
  const items = list.children.filter((child) => typeof child !== 'string');
  if (
    items.some(
      (item) =>
        item.textLength > itemLength || has(item, shapes.heading | shapes.table | shapes.code),
    )
  ) {
    return blocksOf(list.children, level);
  }
  const start = Number(list.attributes.start ?? 1) || 1;
  const lines = items.flatMap((item, index) => {
    const marker = list.name === 'ol' ? `${start + index}.` : '-';
    return itemLines(item, marker, level);
  });
  return lines.length === 0 ? [] : [{ kind: 'list', text: lines.join('\n') }];
}

function itemLines(item: HtmlElement, marker: string, level: number): string[] {
  const blocks = item.name === 'li' ? blocksOf(item.children, level) : blocksOfElement(item, level);
  const own = joinPieces(blocks.filter(({ kind }) => kind !== 'list').map((block) => block.text));
  const nested = blocks.filter(({ kind }) => kind === 'list').map((block) => block.text);
  if (own === '') return nested;
  return listItem(marker, own, nested);
}

/** Questions and answers, terms and explanations: short ones on a line, long ones under a heading of their own. */
function definitionBlocks(list: HtmlElement, level: number): Block[] {
  const blocks: Block[] = [];
  let term = '';
  for (const child of definitionsIn(list)) {
    const content = blocksOf(child.children, level);
    if (child.name === 'dt') {
      if (term !== '') blocks.push({ kind: 'list', text: `- ${term}` });
      term = joinPieces(content.map((block) => block.text));
      continue;
    }
    blocks.push(...definition(term, content, level));
    term = '';
  }
  if (term !== '') blocks.push({ kind: 'list', text: `- ${term}` });
  return blocks;
}

function definition(term: string, content: Block[], level: number): Block[] {
  if (term === '') return content;
  const [only] = content;
  if (content.length === 1 && only?.kind === 'paragraph' && only.text.length <= itemLength) {
    return [
      {
        kind: 'list',
        text: listItem('-', `${term}${/[.:?!]$/.test(term) ? '' : ':'} ${only.text}`).join('\n'),
      },
    ];
  }
  return [{ kind: 'heading', text: term, level: Math.min(level + 1, 6) }, ...content];
}

/** `dt` and `dd` may be wrapped in `div`, one pair each. */
function definitionsIn(element: HtmlElement): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.name === 'dt' || child.name === 'dd' ? [child] : definitionsIn(child);
  });
}

function codeBlocks(element: HtmlElement): Block[] {
  const code = rawText(element).replace(/^\n/, '').trimEnd();
  if (code.trim() === '') return [];
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [{ kind: 'code', text: `${fence}\n${code}\n${fence}` }];
}
