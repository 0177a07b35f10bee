import { writeCsv } from '../http/output/csv.js';
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

/** A report as a table, its first column named for what is added up. Stores name their own models. */
export const writeUsageCsv = ({ group, items }: UsageReportDto): string =>
  writeCsv([
    [group, ...COLUMNS],
    ...items.map((item) => [item.key, ...COLUMNS.map((column) => item[column])]),
  ]);
