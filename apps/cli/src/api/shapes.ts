import { z } from 'zod';

/*
 * What the API sends, as far as the CLI reads it; `openapi.json` of apps/api says it all. Checked because the address may
 * be that of any server. Whatever else an answer holds is kept, for --json.
 */

export const storeShape = z.looseObject({ id: z.string(), name: z.string() });
export type Store = z.infer<typeof storeShape>;

export const listedStoreShape = storeShape.extend({ is_active: z.boolean() });
export type ListedStore = z.infer<typeof listedStoreShape>;

const moment = z.string().nullable();

export const keyShape = z.looseObject({
  id: z.string(),
  prefix: z.string(),
  name: z.string().nullable(),
  scopes: z.array(z.string()),
  allowed_origins: z.array(z.string()),
  replaced_by: z.string().nullable(),
  last_used_at: moment,
  expires_at: moment,
  revoked_at: moment,
});
export type Key = z.infer<typeof keyShape>;

export const createdKeyShape = z.looseObject({ id: z.string(), kind: z.string(), key: z.string() });

const pageCountsShape = z.looseObject({
  found: z.number(),
  /** Read from the website, whatever came of it. */
  fetched: z.number(),
  indexed: z.number(),
  unchanged: z.number(),
  /** Met under several addresses, and kept once. */
  duplicate: z.number(),
  failed: z.number(),
  /** Not read on purpose, because of robots.txt for instance. */
  skipped: z.number(),
  /** Found and not read yet. */
  waiting: z.number(),
});
export type PageCounts = z.infer<typeof pageCountsShape>;

/** What starting an ingest answers. */
export const ingestShape = z.looseObject({
  ingest_id: z.string(),
  store_id: z.string(),
  status: z.string(),
});
export type Ingest = z.infer<typeof ingestShape>;

export const fileShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  byte_count: z.number(),
  outcome: z.string().nullable(),
  detail: z.string().nullable(),
});
export type StoredFile = z.infer<typeof fileShape>;

/** What changing what a store gave answers. */
export const changedShape = z.looseObject({ ingest: ingestShape });
export const addedFileShape = changedShape.extend({ file: z.looseObject({ id: z.string() }) });

export const snippetShape = z.looseObject({ id: z.string(), question: z.string() });

export const gapShape = z.looseObject({
  id: z.string(),
  state: z.string(),
  question: z.string(),
  question_count: z.number(),
});

export const failedJobShape = z.looseObject({
  id: z.string(),
  queue: z.string(),
  name: z.string(),
  reason: z.looseObject({ code: z.string(), message: z.string() }),
  attempts: z.number(),
  failed_at: z.string(),
});

export const shopperExportShape = z.looseObject({
  tables: z.record(z.string(), z.array(z.looseObject({}))),
});

export const erasureShape = z.looseObject({
  id: z.string(),
  finished_at: z.string().nullable(),
  places: z.array(z.looseObject({ place: z.string(), erased: z.number(), left: z.number() })),
});

/** What erasing a store answers. */
export const storeReceiptShape = z.looseObject({
  tables: z.record(z.string(), z.number()),
  erasure: erasureShape,
});

export const gapReplayShape = z.looseObject({
  gap: gapShape,
  release: z.number().nullable(),
  asked: z.number(),
  answered: z.number(),
  questions: z.array(z.looseObject({ question: z.string(), is_answered: z.boolean() })),
});

export const sourceShape = z.looseObject({ id: z.string(), kind: z.string(), url: z.string() });

/** What looking at one answers. */
export const ingestDetailShape = ingestShape.extend({
  started_at: z.string().nullish(),
  finished_at: z.string().nullish(),
  error: z.looseObject({ code: z.string(), detail: z.string() }).nullable(),
  pages: pageCountsShape,
  unchanged: z.boolean().optional(),
  queue_position: z.number().nullable(),
  eta_seconds: z.number().nullable(),
});
export type IngestDetail = z.infer<typeof ingestDetailShape>;

const outcomeCountShape = z.looseObject({
  outcome: z.string(),
  http_status: z.number().nullable(),
  reason: z.string().nullish(),
  count: z.number(),
  examples: z.array(
    z.looseObject({
      url: z.string(),
      duplicate_of: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});
export type OutcomeCount = z.infer<typeof outcomeCountShape>;
export const outcomesShape = z.looseObject({ outcomes: z.array(outcomeCountShape) });

export const knowledgeStatusShape = z.looseObject({
  store_id: z.string(),
  status: z.string(),
  live_release: z.number().nullable(),
  page_count: z.number(),
  chunk_count: z.number(),
  last_ingest: ingestDetailShape.nullable(),
});
export type KnowledgeStatus = z.infer<typeof knowledgeStatusShape>;

export const conversationShape = z.looseObject({ id: z.string() });

export const listedConversationShape = conversationShape.extend({
  state: z.string(),
  updated_at: z.string(),
  handoff: z
    .looseObject({
      requested_at: z.string(),
      contact: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
});

const citationShape = z.looseObject({
  number: z.number(),
  url: z.string().nullable(),
  title: z.string(),
  quote: z.string(),
  age_seconds: z.number().nullish(),
});
export type Citation = z.infer<typeof citationShape>;

export const releaseShape = z.looseObject({
  number: z.number(),
  status: z.string(),
  page_count: z.number(),
  chunk_count: z.number(),
  held_for: z.array(z.looseObject({ code: z.string(), detail: z.string() })),
  published_at: z.string().nullable(),
});
export type Release = z.infer<typeof releaseShape>;

const releaseDiffItemShape = z.looseObject({
  change: z.enum(['added', 'changed', 'gone']),
  url: z.string(),
  title: z.string(),
  text_diff: z.string().nullable(),
  text_diff_cut: z.boolean(),
});
export type ReleaseDiffItem = z.infer<typeof releaseDiffItemShape>;

export const releaseDiffShape = z.looseObject({
  release: z.number(),
  against: z.number(),
  added: z.number(),
  changed: z.number(),
  gone: z.number(),
  items: z.array(releaseDiffItemShape),
  next_cursor: z.string().nullable(),
});
export type ReleaseDiff = z.infer<typeof releaseDiffShape>;

/** The events of an answer, apart from `done`, which carries the message. */
export const statusEventShape = z.looseObject({ stage: z.string() });
export const tokenEventShape = z.looseObject({ text: z.string() });
export const errorEventShape = z.looseObject({
  code: z.string(),
  message: z.string(),
  correlation_id: z.string().optional(),
});

export const messageShape = z.looseObject({
  id: z.string(),
  role: z.string().optional(),
  outcome: z.string().nullish(),
  content: z.string(),
  citations: z.array(citationShape),
});
export type Message = z.infer<typeof messageShape>;

/** What an answer rests on. */
export const receiptShape = z.looseObject({
  release: z.looseObject({ number: z.number() }).nullable(),
  query: z.looseObject({ text: z.string() }).nullable(),
  evidence: z.looseObject({ score: z.number(), floor: z.number() }).nullable(),
  model: z.looseObject({ name: z.string() }).nullable(),
  tokens: z.looseObject({ input: z.number(), output: z.number() }),
  /** Left out by servers from before there were any. */
  tools: z
    .array(z.looseObject({ name: z.string(), input: z.string(), outcome: z.string() }))
    .optional(),
  verdicts: z.array(
    z.looseObject({ sentence: z.string(), is_shown: z.boolean(), reason: z.string().nullable() }),
  ),
  passages: z.array(
    z.looseObject({
      number: z.number(),
      is_cited: z.boolean(),
      score: z.number(),
      title: z.string(),
      url: z.string().nullable(),
    }),
  ),
});
export type Receipt = z.infer<typeof receiptShape>;

export const orderEndpointShape = z.looseObject({
  url: z.string(),
  timeout_ms: z.number(),
  sends_codes: z.boolean(),
  calls_today: z.number(),
  calls_a_day: z.number(),
});

export const newOrderEndpointShape = orderEndpointShape.extend({
  signing_secret: z.string().nullable(),
  shopper_secret: z.string().nullable(),
});
export type NewOrderEndpoint = z.infer<typeof newOrderEndpointShape>;

export const orderTrialShape = z.looseObject({
  order: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullable(),
  dropped: z.array(z.looseObject({ name: z.string(), reason: z.string() })),
  problem: z.string().nullable(),
  took_ms: z.number(),
});

/** One slice of a list. */
export const sliceShape = <S extends z.ZodType>(item: S) =>
  z.looseObject({ items: z.array(item), next_cursor: z.string().nullable() });

export const usageReportShape = z.looseObject({
  from: z.string(),
  to: z.string(),
  group: z.string(),
  items: z.array(
    z.looseObject({
      key: z.string(),
      calls: z.number(),
      unpriced_calls: z.number(),
      input_tokens: z.number(),
      output_tokens: z.number(),
      cost: z.string().nullable(),
      currency: z.string().nullable(),
    }),
  ),
});

export const budgetShape = z.looseObject({
  currency: z.string(),
  day_amount: z.string().nullable(),
  day_spent: z.string(),
  month_amount: z.string().nullable(),
  month_spent: z.string(),
  step: z.string(),
});
export type Budget = z.infer<typeof budgetShape>;
