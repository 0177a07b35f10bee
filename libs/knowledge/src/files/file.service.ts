import type { ListSlice, SliceOptions, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { KnowledgeCaps } from '../caps/knowledge-caps.service.js';
import type { PageResult } from '../frontier/frontier.repository.js';
import { GivenIngests } from '../ingests/given-ingests.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { fileNotFound, fileTypeUnknown, tooManyFiles } from '../knowledge.errors.js';
import { FileRepository } from './file.repository.js';
import { declaredType, fileEndings } from './file-type.js';
import type { StoredFile } from './stored-file.entity.js';

/** A file on its way in. */
export interface GivenFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface ChangedFile {
  file: StoredFile;
  /** Brings it into the next release, maybe together with others. */
  ingest: Ingest;
}

/** All are looked at for each import. */
const mostFiles = 500;
const maxNameLength = 200;
const feedEnding = /\.(csv|tsv|txt|json)$/i;

/** Files that the merchant gives. Giving one only stores it: reading happens in the worker, and says how it ended. */
@Injectable()
export class FileService {
  constructor(
    private readonly files: FileRepository,
    private readonly ingests: GivenIngests,
    private readonly caps: KnowledgeCaps,
  ) {}

  /** Throws KNOWLEDGE_FILE_TYPE_UNKNOWN, KNOWLEDGE_TOO_MANY_FILES or TENANCY_LIMIT_REACHED. */
  async upload(
    scope: StoreScope,
    { bytes, contentType, ...given }: GivenFile,
  ): Promise<ChangedFile> {
    const name = nameOf(given.name);
    const type = declaredType(name, contentType);
    if (type === null) throw fileTypeUnknown(name, fileEndings);
    const { result, ingest } = await this.ingests.add(scope, 'files:', async (tx, sourceId) => {
      if ((await this.files.count(tx, { sourceId })) >= mostFiles) throw tooManyFiles(mostFiles);
      await this.caps.check(tx, 'storage_bytes', { more: bytes.length });
      const row = { sourceId, name, type, contentType, byteCount: bytes.length };
      const file = await this.files.insert(tx, row);
      await this.files.insertBytes(tx, file.id, bytes);
      return this.files.get(tx, file.id);
    });
    return { file: result, ingest };
  }

  /** One of the same name takes the place of the one before. Throws KNOWLEDGE_FILE_TYPE_UNKNOWN or TENANCY_LIMIT_REACHED. */
  async uploadFeed(scope: StoreScope, given: GivenFile): Promise<Ingest> {
    const name = nameOf(given.name);
    if (!feedEnding.test(name)) throw fileTypeUnknown(name, ['csv', 'tsv', 'txt', 'json']);
    const more = given.bytes.length;
    const { ingest } = await this.ingests.add(scope, `feed:${name}`, async (tx, sourceId) => {
      await this.caps.check(tx, 'storage_bytes', { more, withoutSource: sourceId });
      return this.replace(tx, sourceId, { ...given, name });
    });
    return ingest;
  }

  /** Leaves a source this one file; for one transaction. */
  async replace(tx: StoreScope, sourceId: string, given: GivenFile): Promise<StoredFile> {
    const { name, contentType, bytes } = given;
    await this.files.delete(tx, { sourceId });
    const row = { sourceId, name, type: 'csv', contentType, byteCount: bytes.length } as const;
    const { id } = await this.files.insert(tx, row);
    await this.files.insertBytes(tx, id, bytes);
    return this.files.get(tx, id);
  }

  list(scope: StoreScope, slice: SliceOptions): Promise<ListSlice<StoredFile>> {
    return this.files.list(scope, slice);
  }

  async remove(scope: StoreScope, id: string): Promise<Ingest> {
    const missing = fileNotFound(id);
    const remove = async (tx: StoreScope, sourceId: string) => {
      if ((await this.files.delete(tx, { id, sourceId })) === 0) throw missing;
    };
    const wanted = { url: 'files:', missing, addsNothing: true } as const;
    const { ingest } = await this.ingests.change(scope, wanted, remove);
    return ingest;
  }

  /** Those of a source, for the import that reads them. */
  findAll(scope: StoreScope, sourceId: string): Promise<StoredFile[]> {
    return this.files.findAll(scope, sourceId);
  }

  findBytes(scope: StoreScope, id: string): Promise<Uint8Array | null> {
    return this.files.findBytes(scope, id);
  }

  /** For the transaction that writes the outcome of the import. */
  async noteOutcome(tx: StoreScope, id: string, { outcome, detail }: PageResult): Promise<void> {
    if (outcome === 'unchanged') return;
    const note = { outcome, detail: detail ?? null, readAt: new Date() };
    await this.files.update(tx, { id }, note);
  }
}

/** The last part of what a client calls it; some send the whole path. */
function nameOf(given: string): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return name.length > maxNameLength ? name.slice(-maxNameLength) : name || 'file';
}
