import type { Schema } from '@app/client';

import { formatDuration } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrapText } from '../terminal/wrap-text.js';

/** The numbered sources of an answer: title, address and the words that carry it. */
export function describeSources(
  citations: readonly Schema<'Citation'>[],
  terminal: Terminal,
): string[] {
  if (citations.length === 0) return [];
  const sorted = [...citations].sort((a, b) => a.number - b.number);
  return [
    '',
    terminal.style('bold', 'Sources'),
    ...sorted.flatMap((one) => describe(one, terminal)),
  ];
}

function describe(
  { number, title, url, quote, age_seconds }: Schema<'Citation'>,
  terminal: Terminal,
): string[] {
  const mark = `[${number}] `;
  const indent = ' '.repeat(mark.length);
  const quoted = wrapText(`“${oneLine(quote)}”`, terminal.width - indent.length);
  return [
    `${mark}${oneLine(title) || oneLine(url ?? '')}`,
    ...(url === null ? [] : [`${indent}${oneLine(url)}${agedBy(age_seconds)}`]),
    ...quoted.map((line) => `${indent}${terminal.style('dim', line)}`),
  ];
}

const agedBy = (seconds: number | null): string =>
  seconds === null ? '' : ` (read ${formatDuration(seconds)} before)`;
