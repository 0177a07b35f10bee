import { z } from 'zod';

export const moveShape = z.looseObject({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  step: z.string(),
  read_only_ms: z.number().nullable(),
  verified: z.looseObject({ tables: z.number(), rows: z.number() }).nullable(),
  error: z.string().nullable(),
  created_at: z.string(),
});
export type Move = z.infer<typeof moveShape>;
export const movesShape = z.looseObject({ items: z.array(moveShape) });

export const placementsShape = z.looseObject({
  items: z.array(z.looseObject({ name: z.string(), state: z.string(), stores: z.number() })),
});

export const auditEntryShape = z.looseObject({
  at: z.string(),
  action: z.string(),
  actor: z.string(),
  actor_key_id: z.string().nullable(),
  about_store_id: z.string().nullable(),
  subject_id: z.string().nullable(),
  outcome: z.string(),
  code: z.string().nullable(),
  address: z.string().nullable(),
});

export const auditVerificationShape = z.looseObject({
  is_whole: z.boolean(),
  entries: z.number(),
  head: z.string().nullable(),
  fault: z.looseObject({ sequence: z.number(), what: z.string() }).nullable(),
});

export const retentionShape = z.looseObject({
  conversation_days: z.number(),
  receipt_days: z.number(),
  usage_days: z.number(),
});
export type Retention = z.infer<typeof retentionShape>;
