import {
  type ChangedFile as Changed,
  fileTypes,
  pageOutcomes,
  type StoredFile as FileRow,
} from '@app/knowledge';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';
import { Ingest, toIngestDto } from '../knowledge-base/ingest.dto.js';

export const FileId = uuid('The file, as uploading or listing it named it.');

export const StoredFile = z
  .object({
    id: uuid("The file's id, which also finds its page."),
    store_id: uuid('The store it belongs to.'),
    name: z.string().describe('What it is called.').meta({ example: 'care-guide.pdf' }),
    type: z.enum(fileTypes).describe('What it is said to be.').meta({ example: 'pdf' }),
    byte_count: count('How large it is.', 48_213),
    outcome: z
      .enum(pageOutcomes)
      .nullable()
      .describe('How reading it ended; null while it waits.')
      .meta({ example: 'indexed' }),
    detail: z
      .string()
      .nullable()
      .describe('What a person needs to understand the outcome.')
      .meta({ example: null }),
    created_at: time('When it was uploaded.'),
    read_at: time('When it was read; null while it waits.').nullable(),
  })
  .meta({ id: 'StoredFile', description: 'A file that the store gave, and how reading it ended.' });
export type StoredFileDto = z.infer<typeof StoredFile>;

export const FileList = sliceOf('FileList', StoredFile);

export const ChangedFile = z
  .object({
    file: StoredFile.describe('The file.'),
    ingest: Ingest.describe('What reads it; changes made meanwhile may share it.'),
  })
  .meta({ id: 'ChangedFile', description: 'An uploaded file and the ingest it waits for.' });
export type ChangedFileDto = z.infer<typeof ChangedFile>;

export const toStoredFileDto = (row: FileRow): StoredFileDto => ({
  id: row.id,
  store_id: row.storeId,
  name: row.name,
  type: row.type,
  byte_count: row.byteCount,
  outcome: row.outcome,
  detail: row.detail,
  created_at: row.createdAt.toISOString(),
  read_at: row.readAt?.toISOString() ?? null,
});

export const toChangedFileDto = ({ file, ingest }: Changed): ChangedFileDto => ({
  file: toStoredFileDto(file),
  ingest: toIngestDto(ingest),
});
