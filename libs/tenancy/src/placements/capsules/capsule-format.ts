import { z } from 'zod';

export const capsuleFormat = 'storehand-capsule';
/** Raised where older readers would misread the lines. */
export const capsuleVersion = 1;

/** Of the directory: the store's own row and its keys, the first two tables of every capsule. */
export const storesTable = 'stores';
export const keysTable = 'api_keys';

const hex = z.string().regex(/^[0-9a-f]+$/);
const rows = z.int().min(0);

/** The first line. What a reader has to know before it takes anything else. */
export const CapsuleHeader = z.object({
  format: z.literal(capsuleFormat),
  version: z.int(),
  store_id: z.guid(),
  made_at: z.iso.datetime(),
  /** Alike where the tables of two databases are. */
  schema: hex,
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** Fingerprints of the models that made the vectors of its releases. */
  models: z.array(z.object({ model: z.string(), is_live: z.boolean() })),
  /** Tells, without giving it away, by which CREDENTIALS_SECRET sealed columns open; null for none. */
  secret: hex.nullable(),
  /** How many rows have something in a sealed column. */
  sealed: z.array(z.object({ table: z.string(), column: z.string(), rows })),
  live_release: z.int().nullable(),
});
export type CapsuleHeader = z.infer<typeof CapsuleHeader>;

/** The line after the rows of a table; `digest` is the database's own, null for tables of the directory. */
export const CapsuleTotal = z.object({
  table: z.string(),
  rows,
  sha256: hex,
  digest: hex.nullable(),
});
export type CapsuleTotal = z.infer<typeof CapsuleTotal>;

/** The last line: over all lines before it. */
export const CapsuleEnd = z.object({
  tables: z.int(),
  rows,
  /** What rooms found for questions of their own, by the name of the room. */
  samples: z.record(z.string(), z.array(z.string())),
  sha256: hex,
});
export type CapsuleEnd = z.infer<typeof CapsuleEnd>;

/** Lines that are no row: a row is an object as the database wrote it, so these are arrays. */
export const TableLine = z.tuple([z.literal('table'), z.string()]);
export const TotalLine = z.tuple([z.literal('total'), CapsuleTotal]);
export const EndLine = z.tuple([z.literal('end'), CapsuleEnd]);
