import type { UsageReportDto } from './usage.dto.js';

const COLUMNS = [
  'calls',
  'estimated_calls',
  'unpriced_calls',
  'input_tokens',
  'output_tokens',
  'cost',
  'currency',
] as const;

/** A report as RFC 4180 has it, its first column named for what is added up. */
export function writeUsageCsv({ group, items }: UsageReportDto): string {
  const rows = items.map((item) => [item.key, ...COLUMNS.map((column) => item[column] ?? '')]);
  return [[group, ...COLUMNS], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Stores name their own models: what a spreadsheet would run is shown as text. */
function cell(value: string | number): string {
  const text = String(value);
  const shown = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
