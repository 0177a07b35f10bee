import type { Schema } from '@app/client';

import { styledStatus } from '../ingests/describe-ingest.js';
import { oneLine } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';

/** What became of a release, for people. */
export function describeRelease(release: Schema<'Release'>, terminal: Terminal): string[] {
  const { number, status, page_count, chunk_count } = release;
  return [
    `Release ${number} ${styledStatus(status, terminal)}: ${page_count} pages, ${chunk_count} chunks`,
    ...reasons(release).map((reason) => `  ${reason}`),
  ];
}

/** Why it was held, one line each. */
export const reasons = ({ held_for }: Schema<'Release'>): string[] =>
  held_for.map(({ code, detail }) => `${oneLine(detail)} (${code})`);
