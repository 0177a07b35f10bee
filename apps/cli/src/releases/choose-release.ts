import type { Schema } from '@app/client';

import type { ApiClient } from '../api/api-client.js';
import { CliError } from '../cli-error.js';
import type { CommandInput } from '../commands/command-input.js';
import type { CommandOption } from '../commands/command-shape.js';
import { storePath } from '../commands/store-path.js';

export const releaseOption = (choice: string): CommandOption => ({
  type: 'string',
  value: '<n>',
  description: `The number of the release; left out, ${choice}.`,
});

/** The release that was named, else the newest that fits. Throws `CliError` where there is none. */
export async function chooseRelease(
  api: ApiClient,
  input: CommandInput,
  {
    fits,
    missing,
  }: { fits: (release: Schema<'Release'>, live: number) => boolean; missing: string },
): Promise<number> {
  const named = input.wholeNumber('release');
  if (named !== undefined) return named;
  const releases = await api.list('/api/v1/knowledge-base/{store_id}/releases', {
    params: { path: storePath(input) },
  });
  const live = releases.find(({ status }) => status === 'live')?.number ?? 0;
  const found = releases.find((release) => fits(release, live));
  if (!found) throw new CliError(missing);
  return found.number;
}
