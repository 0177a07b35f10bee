import { type Block, type Inline, parseMarkdown } from '../markdown/parse-markdown.js';
import { make } from './make.js';

/** What stands for the mark of a citation. */
type MarkOf = (number: number) => Node;

/** The answer as elements of our own making; `markOf` makes its citations. */
export function renderMarkdown(text: string, markOf: MarkOf): Node[] {
  return parseMarkdown(text).map((block) => renderBlock(block, markOf));
}

function renderBlock(block: Block, markOf: MarkOf): Node {
  switch (block.kind) {
    case 'pre':
      return make('pre', { tabindex: 0 }, make('code', {}, block.text));
    case 'ul':
    case 'ol': {
      const items = block.items.map((parts) => make('li', {}, ...renderAll(parts, markOf)));
      const { kind, start } = block;
      return make(kind, { start: kind === 'ol' && start !== 1 ? start : undefined }, ...items);
    }
    case 'h':
      return make('p', {}, make('strong', {}, ...renderAll(block.parts, markOf)));
    case 'p':
      return make('p', {}, ...renderAll(block.parts, markOf));
    default:
      return block satisfies never;
  }
}

const renderAll = (parts: Inline[], markOf: MarkOf): (Node | string)[] =>
  parts.map((part) => renderInline(part, markOf));

function renderInline(part: Inline, markOf: MarkOf): Node | string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'mark':
      return markOf(part.number);
    case 'code':
      return make('code', {}, part.text);
    case 'strong':
    case 'em':
      return make(part.kind, {}, ...renderAll(part.parts, markOf));
    case 'link':
      return make(
        'a',
        { href: part.url, target: '_blank', rel: 'noopener noreferrer' },
        ...renderAll(part.parts, markOf),
      );
    default:
      return part satisfies never;
  }
}
