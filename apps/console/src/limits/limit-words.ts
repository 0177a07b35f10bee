import type { Schema } from '@app/client';

import { showBytes, showCount } from '../pieces/texts.js';

export type Limit = Schema<'LimitList'>['items'][number];

const labels: Readonly<Record<Limit['name'], string>> = {
  requests_per_minute: 'Requests a minute',
  answers_per_minute: 'Questions a minute',
  answers_per_day: 'Questions a day',
  conversations_per_day: 'Conversations a day',
  waiting_ingests: 'Waiting ingests',
  sources: 'Sources',
  pages: 'Pages',
  snippets: 'Snippets',
  storage_bytes: 'Storage',
  keys: 'Keys',
};

/** What a limit is called for people. */
export const labelOf = ({ name }: Limit): string => labels[name];

/** A value of it, with its unit. */
export const showValue = ({ name }: Limit, value: number): string =>
  name === 'storage_bytes' ? showBytes(value) : showCount(value);

export const megabyte = 1_000_000;

/** What one in the field stands for: files are counted in megabytes there, since nobody counts them in bytes. */
export const unitOf = ({ name }: Limit): number => (name === 'storage_bytes' ? megabyte : 1);
