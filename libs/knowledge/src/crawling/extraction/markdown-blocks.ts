/** One block of Markdown: what stands between two blank lines. */
export interface Block {
  kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code';
  text: string;
  /** Of headings. */
  level?: number;
}

const structureMark = /^(#{1,6}\s|[-+*]\s|>|```|~~~|={3,}|-{3,}|\*{3,}|<|\|)/;
const numberMark = /^(\d{1,9})([.)])(?=\s)/;
const priceOnly =
  /^(?=.*\d)(?:(?:from|now|was|only|sale|regular|price|unit|each|per|ab|nur|statt|preis|prix|precio|incl|inkl|excl|exkl|vat|mwst|tax|usd|eur|gbp|cad|aud|chf|jpy|inr|sek|nok|dkk|pln|czk|kr|zł|kč)\b|[\s\d.,:/*~'’%()–-]|[$€£¥₹₽₩₺₴₪฿])+$/iu;
const currency =
  /[$€£¥₹₽₩₺₴₪฿]|\b(usd|eur|gbp|cad|aud|chf|jpy|inr|sek|nok|dkk|pln|czk|kr|zł|kč)\b/iu;
const shortBlock = 200;

/** Joins pieces that belong on one line: sentences run on, labels keep their colon, other pieces are set apart. */
export function joinPieces(pieces: readonly string[]): string {
  return pieces
    .map((piece) =>
      piece
        .replace(/^- /gm, '')
        .replace(/(?<=[.!?:;,])\s*\n\s*/g, ' ')
        .replace(/\s*\n\s*/g, ', '),
    )
    .filter((piece, index, all) => /[\p{L}\p{N}]/u.test(piece) && piece !== all[index - 1])
    .reduce(
      (line, piece) =>
        line === '' ? piece : `${line}${/[.!?:;,]$/.test(line) ? ' ' : ' · '}${piece}`,
      '',
    );
}

/** The lines of a list item; what is nested is indented to the width of the marker. */
export function listItem(marker: string, text: string, nested: readonly string[] = []): string[] {
  const indent = ' '.repeat(marker.length + 1);
  const lines = text.split('\n');
  const inner = nested.flatMap((list) => list.split('\n'));
  return [
    `${marker} ${lines[0] ?? ''}`,
    ...[...lines.slice(1), ...inner].map((line) => `${indent}${line}`),
  ];
}

/**
 * The blocks as Markdown. A price that stands alone is useless in a search result and looks like boilerplate, so it joins
 * the name before it; under a heading it repeats the heading.
 */
export function joinBlocks(blocks: readonly Block[]): string {
  const joined: Block[] = [];
  for (const block of blocks) {
    const previous = joined.at(-1);
    if (previous === undefined) joined.push(block);
    else if (isPriceOnly(block)) joined.push(...withPrice(block, previous, joined));
    else if (block.kind !== 'heading' || !isSame(block, previous)) joined.push(block);
  }
  return joined.map(written).join('\n\n');
}

function isSame(one: Block, other: Block): boolean {
  return one.kind === other.kind && one.text === other.text;
}

/** The block to add for a lone price; takes the one before from the list where the two become one. */
function withPrice(price: Block, previous: Block, joined: Block[]): Block[] {
  if (previous.kind === 'heading') return [{ ...price, text: `${previous.text}: ${price.text}` }];
  if (previous.kind !== 'paragraph' || previous.text.length > shortBlock) return [price];
  joined.pop();
  return [{ ...previous, text: joinPieces([previous.text, price.text]) }];
}

function isPriceOnly({ kind, text }: Block): boolean {
  return kind === 'paragraph' && text.length <= 60 && priceOnly.test(text) && currency.test(text);
}

function written({ kind, text, level = 1 }: Block): string {
  if (kind === 'heading') return `${'#'.repeat(level)} ${text.replaceAll('\n', ' ')}`;
  return kind === 'paragraph' ? text.split('\n').map(escapeLineStart).join('\n') : text;
}

function escapeLineStart(line: string): string {
  if (structureMark.test(line)) return `\\${line}`;
  return line.replace(numberMark, '$1\\$2');
}
