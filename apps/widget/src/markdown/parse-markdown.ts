/** What of Markdown an answer may show; everything else is text. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; parts: Inline[] }
  | { kind: 'mark'; number: number };

export type Block =
  | { kind: 'p' | 'h'; parts: Inline[] }
  | { kind: 'ul' | 'ol'; start?: number; items: Inline[][] }
  | { kind: 'pre'; text: string };

const item = /^\s{0,3}(?:[-*+•]|(\d{1,4})[.)])\s+(.*)$/;
const fence = /^\s{0,3}```/;

/**
 * Reads a small part of Markdown: paragraphs, lists, headings as bold lines, fenced code, and within them bold, italic,
 * code, links and the marks of citations. Takes time in proportion to its input, whatever that is; makes values and no
 * HTML, so that nothing in a text can become markup.
 */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.slice(0, 20_000).replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (fence.test(line)) {
      const end = lines.findIndex((one, i) => i > at && fence.test(one));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: 'pre', text: lines.slice(at + 1, stop).join('\n') });
      at = stop;
    } else {
      addLine(blocks, line, lines[at - 1] ?? '');
    }
  }
  return blocks;
}

function addLine(blocks: Block[], line: string, before: string): void {
  const [, number, inItem] = item.exec(line) ?? [];
  if (inItem !== undefined) {
    addItem(blocks, number, inItem);
  } else if (/^\s{0,3}#{1,6}\s/.test(line)) {
    blocks.push({ kind: 'h', parts: parseInline(line.replace(/^[\s#]+/, '')) });
  } else if (line.trim() !== '') {
    const open = before.trim() === '' ? undefined : blocks.at(-1);
    addText(blocks, open, parseInline(line.trim()));
  }
}

function addItem(blocks: Block[], number: string | undefined, text: string): void {
  const kind = number === undefined ? 'ul' : 'ol';
  const last = blocks.at(-1);
  if (last?.kind === kind) last.items.push(parseInline(text));
  else blocks.push({ kind, start: Number(number ?? 1), items: [parseInline(text)] });
}

/** A line without a blank one before it goes on with what is open. */
function addText(blocks: Block[], open: Block | undefined, parts: Inline[]): void {
  const goesOn: Inline[] = [{ kind: 'text', text: '\n' }, ...parts];
  if (open?.kind === 'p') open.parts.push(...goesOn);
  else if (open?.kind === 'ul' || open?.kind === 'ol') open.items.at(-1)?.push(...goesOn);
  else blocks.push({ kind: 'p', parts });
}

/** One of them at a place; the alternatives begin with characters of their own, and none can look back. */
const inline =
  /`([^`\n]{1,500})`|\*\*(?=\S)([^*\n]{1,500})\*\*|__(?=\S)([^_\n]{1,500})__|\*(?=\S)([^*\n]{1,500})\*|\[(\d{1,2})\]|\[([^[\]\n]{1,300})\]\(([^()\s]{1,2000})\)|(https?:\/\/[^\s<>"'`*[\](){}]{1,2000})/g;

export function parseInline(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  const addText = (piece: string) => {
    if (piece !== '') parts.push({ kind: 'text', text: piece });
  };
  let end = 0;
  for (const match of text.matchAll(inline)) {
    const part = partOf(match, depth);
    addText(text.slice(end, match.index));
    if (part) parts.push(part);
    else addText(match[0]);
    end = match.index + match[0].length;
  }
  addText(text.slice(end));
  return parts;
}

const deepest = 3;

function partOf(match: RegExpMatchArray, depth: number): Inline | null {
  const [, code, bold, bold2, italic, mark, label, target, bare] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  if (mark !== undefined) return { kind: 'mark', number: Number(mark) };
  // a bare address ends before the full stop of its sentence
  if (bare !== undefined) return linkTo(bare.replace(/[.,;:!?]+$/, ''), bare);
  if (depth >= deepest) return null;
  const strong = bold ?? bold2;
  if (strong !== undefined) return { kind: 'strong', parts: parseInline(strong, depth + 1) };
  if (italic !== undefined) return { kind: 'em', parts: parseInline(italic, depth + 1) };
  return linkTo(String(target), String(label));
}

function linkTo(target: string, text: string): Inline | null {
  const url = webAddress(target);
  return url === null ? null : { kind: 'link', url, parts: [{ kind: 'text', text }] };
}

/** An address that a click may open: http or https, and no login in it that makes it look like another's. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    const url = new URL(text);
    const isPlain = url.username === '' && url.password === '';
    return isPlain && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
