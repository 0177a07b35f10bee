import { splitSentences } from '../wording/split-sentences.js';

/** A sentence, list item, table row or run of short lines: the least that can be quoted. Offsets are into the chunk. */
export interface Unit {
  start: number;
  end: number;
  /** Units of one block may be quoted together; a list belongs to the block of the line that introduces it. */
  block: number;
  isItem: boolean;
  /** Whether it stands behind the mark of a list. */
  isListed: boolean;
}

interface Line {
  start: number;
  end: number;
  text: string;
}

const LIST_MARK = /^(?:[-*+•]|\d{1,2}[.)])\s+/u;
const TABLE_RULE = /^\|?[\s:|-]+\|?$/u;
const HEADING_MARK = /^#{1,6}\s/u;
const ENDS_SENTENCE = /[.!?…:;]["”')\]]*$/u;
/** An address or a price under its product: short lines that mean something only together. */
const SHORT_LINE = 70;
const MAX_JOINED = 200;

export function splitUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let block = 0;
  let previous: Line | null = null;
  for (const line of splitLines(text)) {
    if (startsBlock(text, line, previous)) block += 1;
    addLine(units, line, {
      block,
      joins: previous !== null && joinsPrevious(text, line, previous, units),
    });
    previous = line;
  }
  return units;
}

function splitLines(text: string): Line[] {
  return [...text.matchAll(/[^\n]+/g)]
    .map((match) => trimmed(match[0], match.index))
    .filter(
      ({ text: line }) =>
        /[\p{L}\p{N}]/u.test(line) && !TABLE_RULE.test(line) && !HEADING_MARK.test(line),
    );
}

function trimmed(raw: string, offset: number): Line {
  const start = offset + raw.length - raw.trimStart().length;
  const line = raw.trim();
  return { start, end: start + line.length, text: line };
}

function startsBlock(text: string, line: Line, previous: Line | null): boolean {
  if (previous === null || introduces(previous, line)) return false;
  return isHeading(text, line) || LIST_MARK.test(line.text) !== LIST_MARK.test(previous.text);
}

/** What is no whole sentence and stands before a list says what the list is of. */
function introduces({ text }: Line, next: Line): boolean {
  const isOpen = !LIST_MARK.test(text) && !text.startsWith('|') && !ENDS_SENTENCE.test(text);
  return text.endsWith(':') || (isOpen && LIST_MARK.test(next.text));
}

/** Headings of joined sections stand in a chunk as short lines of their own between blank lines. */
function isHeading(text: string, line: Line): boolean {
  const isShort = line.text.length <= SHORT_LINE && !/\p{N}|[.!?…:;]$/u.test(line.text);
  const standsAlone = /^\s*\n\s*\n/.test(text.slice(line.end)) && !line.text.startsWith('|');
  return isShort && standsAlone && !LIST_MARK.test(line.text);
}

function joinsPrevious(text: string, line: Line, previous: Line, units: readonly Unit[]): boolean {
  const last = units.at(-1);
  if (last === undefined || line.end - last.start > MAX_JOINED) return false;
  if ([line, previous].some((one) => one.text.startsWith('|') || ENDS_SENTENCE.test(one.text)))
    return false;
  const hasGap = /\n\s*\n/.test(text.slice(previous.end, line.start));
  const bare = line.text.replace(LIST_MARK, '');
  if (LIST_MARK.test(line.text)) return !hasGap && /^[^\p{L}]*$/u.test(bare);
  const areShort = Math.max(line.text.length, previous.text.length) <= SHORT_LINE;
  return areShort && !LIST_MARK.test(previous.text) && (!hasGap || /\p{N}/u.test(line.text));
}

function addLine(
  units: Unit[],
  line: Line,
  { block, joins }: { block: number; joins: boolean },
): void {
  const last = units.at(-1);
  if (joins && last !== undefined) {
    last.end = line.end;
    return;
  }
  const mark = LIST_MARK.exec(line.text)?.[0].length ?? 0;
  const body = line.text.slice(mark);
  if (body.startsWith('|')) {
    units.push({ start: line.start, end: line.end, block, isItem: true, isListed: false });
    return;
  }
  for (const { start, end } of splitSentences(body)) {
    const from = line.start + mark;
    const isItem = mark > 0 || !ENDS_SENTENCE.test(body.slice(start, end));
    units.push({ start: from + start, end: from + end, block, isItem, isListed: mark > 0 });
  }
}
