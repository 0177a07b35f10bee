import type { Schema } from '@app/client';

import { formatDuration } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';
import type { Style, Terminal } from '../terminal/terminal.js';

const styles: Partial<Record<string, Style>> = {
  live: 'green',
  failed: 'red',
  held: 'yellow',
  cancelled: 'yellow',
};

/** A status word in its colour. */
export const styledStatus = (status: string, terminal: Terminal): string =>
  terminal.style(styles[status] ?? 'bold', status);

/** `found 187, fetched 187, indexed 72, duplicate 114, failed 1`; left out are only zeros that say nothing. */
export function countsText(pages: Schema<'IngestPageCounts'>): string {
  const { found, fetched, indexed, unchanged, duplicate, skipped, failed } = pages;
  const optional = Object.entries({ unchanged, duplicate, skipped }).filter(([, n]) => n > 0);
  const counts = [...Object.entries({ found, fetched, indexed }), ...optional, ['failed', failed]];
  return counts.map(([name, count]) => `${name} ${count}`).join(', ');
}

/** What became of an ingest, for people. */
export function describeIngest(ingest: Schema<'IngestDetail'>, terminal: Terminal): string[] {
  const { error, queue_position, eta_seconds } = ingest;
  const waiting = queue_position ? `, ${queue_position} before it in the queue` : '';
  const eta = eta_seconds === null ? '' : `, ready in about ${formatDuration(eta_seconds)}`;
  const unchanged = ingest.unchanged ? ', nothing had changed' : '';
  return [
    `Ingest ${ingest.ingest_id} ${styledStatus(ingest.status, terminal)}${unchanged}${waiting}${eta}`,
    ...(ingest.pages.found > 0 ? [`  pages: ${countsText(ingest.pages)}`] : []),
    ...(error ? [`  ${oneLine(error.detail)} (${error.code})`] : []),
  ];
}
