import { z } from 'zod';

const share = (fallback: number, description: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(`${description} ${fallback} when left out.`)
    .meta({ example: fallback });

/** What a store may set under `releases` of its settings. */
export const ReleaseSettings = z
  .strictObject({
    kept: z
      .int()
      .min(2)
      .max(20)
      .optional()
      .describe('Releases kept: the live one and those before it. 3 when left out.')
      .meta({ example: 3 }),
    max_lost_share: share(
      0.5,
      'A release is held when more of the live pages of its source would vanish, and at least 10 do.',
    ),
    max_failed_share: share(
      0.5,
      'A release is held when more of the reads failed (404 and 410 aside), and at least 10 did.',
    ),
    max_empty_share: share(
      0.5,
      'A release is held when more of the pages read hold no text, and at least 10 do.',
    ),
    max_chunk_loss_share: share(
      0.5,
      'A release is held when it has that many fewer searchable pieces than the live one, and at least 20 fewer.',
    ),
    required_check_share: share(
      1,
      "A release is held when fewer of the store's check questions are passed.",
    ),
  })
  .meta({ id: 'ReleaseSettings', description: 'When a release goes live and how many are kept.' });

export interface ReleasePolicy {
  kept: number;
  maxLostShare: number;
  maxFailedShare: number;
  maxEmptyShare: number;
  maxChunkLossShare: number;
  requiredCheckShare: number;
}

/** The policy of a store. What was stored before it was checked, and does not fit, counts as left out. */
export function readReleaseSettings(settings: Readonly<Record<string, unknown>>): ReleasePolicy {
  const parsed = ReleaseSettings.safeParse(settings['releases']);
  const set = parsed.success ? parsed.data : {};
  return {
    kept: set.kept ?? 3,
    maxLostShare: set.max_lost_share ?? 0.5,
    maxFailedShare: set.max_failed_share ?? 0.5,
    maxEmptyShare: set.max_empty_share ?? 0.5,
    maxChunkLossShare: set.max_chunk_loss_share ?? 0.5,
    requiredCheckShare: set.required_check_share ?? 1,
  };
}
