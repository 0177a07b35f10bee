import type { FeedRow } from './feed-rows.js';

const reasons = {
  'no-title': 'without a title',
  'no-id': 'without an id, a group or a link',
} as const;
export type RowFault = keyof typeof reasons;

/** Rows of a feed that are no product for one reason. */
export interface LeftOutRows {
  reason: RowFault;
  count: number;
  /** How many, why, and where the first of them stand. */
  detail: string;
}

const mostExamples = 5;
const maxExampleLength = 60;

export function leftOutRows(
  rows: Readonly<Record<RowFault, readonly FeedRow[]>>,
  places: ReadonlyMap<FeedRow, number>,
): LeftOutRows[] {
  return (Object.keys(reasons) as RowFault[]).flatMap((reason) => {
    const found = rows[reason];
    if (found.length === 0) return [];
    const examples = found
      .slice(0, mostExamples)
      .map((row) => `${places.get(row)} (${startOf(row)})`)
      .join(', ');
    const what = found.length === 1 ? '1 row' : `${found.length} rows`;
    const detail = `${what} ${reasons[reason]} left out, as in row ${examples}; complete them and give the feed again`;
    return [{ reason, count: found.length, detail }];
  });
}

/** The first of what a row says. */
function startOf(row: FeedRow): string {
  const [name = '', value = ''] = Object.entries(row).find(([, said]) => said !== '') ?? [];
  return `${name} ${value.replace(/\s+/g, ' ').slice(0, maxExampleLength)}`;
}
