import type { List, Nodes, Table } from 'mdast';

/**
 * One block of a page as plain text. `parts` are where it may be cut (rows, list items); `lead` is repeated at the top of
 * each piece (a table's header), so that no piece loses the meaning of its columns.
 */
export interface Block {
  lead: string;
  parts: string[];
}

export function blockText({ lead, parts }: Block): string {
  return [lead, ...parts].filter((line) => line !== '').join('\n');
}

/** The blocks of one Markdown node: words as a reader sees them, without the marks of emphasis, links and images. */
export function toBlocks(node: Nodes): Block[] {
  if (node.type === 'table') return [tableBlock(node)];
  if (node.type === 'list') return asBlocks(listItems(node, ''));
  if (node.type === 'blockquote') return node.children.flatMap(toBlocks);
  if (node.type === 'thematicBreak' || node.type === 'html' || node.type === 'definition')
    return [];
  return asBlocks([toPlainText(node).trim()]);
}

/** The visible words of a node; line breaks stay, everything else that Markdown marks is left out. */
export function toPlainText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.alt ?? '';
  if (node.type === 'html' || node.type === 'footnoteReference') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(toPlainText).join('') : '';
}

function asBlocks(parts: string[]): Block[] {
  const filled = parts.filter((part) => part.trim() !== '');
  return filled.length === 0 ? [] : [{ lead: '', parts: filled }];
}

function listItems(list: List, indent: string): string[] {
  return list.children.flatMap((item, i) => {
    const mark = list.ordered ? `${(list.start ?? 1) + i}. ` : '- ';
    const own = item.children.filter((child) => child.type !== 'list').flatMap(toBlocks);
    const nested = item.children.filter((child) => child.type === 'list');
    const text = own.map(blockText).join('\n');
    const lines = nested.flatMap((child) => listItems(child, `${indent}  `));
    return text === '' ? lines : [`${indent}${mark}${text}`, ...lines];
  });
}

function tableBlock({ children }: Table): Block {
  const rows = children.map((row) => {
    const cells = row.children.map((cell) => toPlainText(cell).replace(/\s+/g, ' ').trim());
    return cells.every((cell) => cell === '') ? '' : `| ${cells.join(' | ')} |`;
  });
  const [lead = '', ...parts] = rows;
  return { lead, parts: parts.filter((row) => row !== '') };
}
