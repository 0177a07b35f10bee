import { StreamableFile } from '@nestjs/common';

/** An explicit wish; a caller that takes anything gets JSON. */
export const wantsCsv = (accept = ''): boolean =>
  /(^|,)\s*text\/csv\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i.test(accept);

/** Rows as RFC 4180 has them; null is empty. */
export const writeCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** A table to be saved; `name`: of the file, with nothing that a header cannot hold. */
export const csvFile = (name: string, text: string): StreamableFile =>
  new StreamableFile(Buffer.from(text), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}.csv"`,
  });

/** Others may have chosen it: what a spreadsheet would run is shown as text. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const shown = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
