import { type DescribedRelease, releaseStatuses } from '@app/knowledge';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';

/** PostgreSQL's largest integer; nobody comes near it. */
const largest = 2_147_483_647;

export const ReleaseNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(largest)
  .describe('The number of the release, as the list of releases shows it.')
  .meta({ example: 4 });

export const PublishRelease = z
  .strictObject({
    despite_gates: z
      .boolean()
      .optional()
      .describe('True publishes it even where a gate still holds it; false when left out.')
      .meta({ example: true }),
  })
  .meta({ id: 'PublishRelease', description: 'How to publish a held release.' });
export type PublishReleaseDto = z.infer<typeof PublishRelease>;

/** A body may be left out. */
export const fromPublishRelease = (body?: PublishReleaseDto) => ({
  despiteGates: body?.despite_gates ?? false,
});

const GateProblem = z
  .object({
    code: z
      .string()
      .describe('Stable name of the gate that it did not pass.')
      .meta({ example: 'KNOWLEDGE_TOO_MUCH_LOST' }),
    detail: z
      .string()
      .describe('The reason with its figures.')
      .meta({ example: '38 of 72 live pages would vanish (53 %, at most 50 % may).' }),
  })
  .meta({ id: 'GateProblem', description: 'A gate that a release did not pass.' });

export const Release = z
  .object({
    number: z.int().describe('Its number, counting up.').meta({ example: 4 }),
    status: z
      .enum(releaseStatuses)
      .describe(
        '`building` until it is published; `held` at a gate; `live`; `superseded`: was live and is kept, so it can be rolled back to; `failed`: its ingest failed or was cancelled; `retired`: not kept any more.',
      )
      .meta({ example: 'live' }),
    ingest_id: uuid('The ingest that built it.').nullable(),
    page_count: count('Pages it shows.', 172),
    chunk_count: count('Searchable pieces it shows.', 912),
    embedding_model: z
      .string()
      .nullable()
      .describe(
        'Fingerprint of the model its vectors are from; null until it is indexed. The built-in one is lexical, not semantic.',
      )
      .meta({ example: 'built-in-hashed-v1' }),
    embedding_dimensions: z
      .int()
      .nullable()
      .describe('Width of its vectors; null until it is built.')
      .meta({ example: 1536 }),
    held_for: z
      .array(GateProblem)
      .describe('Why it was held, also after it was published by hand; empty where it was not.'),
    created_at: time('When building it began.'),
    published_at: time('When it went live for the first time; null before.').nullable(),
  })
  .meta({ id: 'Release', description: "A numbered version of a store's knowledge." });
export type ReleaseDto = z.infer<typeof Release>;

export const ReleaseList = sliceOf('ReleaseList', Release);

export const toReleaseDto = (release: DescribedRelease): ReleaseDto => ({
  number: release.number,
  status: release.status,
  ingest_id: release.ingestId,
  page_count: release.pageCount,
  chunk_count: release.chunkCount,
  embedding_model: release.embeddingModel,
  embedding_dimensions: release.embeddingDimensions,
  held_for: release.heldFor,
  created_at: release.createdAt.toISOString(),
  published_at: release.publishedAt?.toISOString() ?? null,
});
