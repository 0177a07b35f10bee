import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { fileNotFound } from '../knowledge.errors.js';
import { StoredFile } from './stored-file.entity.js';

const bytesAtOnce = 1024 * 1024;

/** The files of a store, oldest first, and their bytes. */
@Injectable()
export class FileRepository extends StoreScopedRepository<StoredFile> {
  constructor(connections: StoreConnections) {
    super(connections, StoredFile);
  }

  findAll(scope: StoreScope, sourceId: string): Promise<StoredFile[]> {
    return this.find(scope, { sourceId }, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async insertBytes(scope: StoreScope, id: string, bytes: Uint8Array): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO file_bytes (store_id, file_id, bytes) VALUES ($1, $2, $3) RETURNING file_id`,
      [id, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)],
    );
  }

  /** Null where the file is gone. In parts, each of which keeps the embedded database to itself for a moment only. */
  async findBytes(scope: StoreScope, id: string): Promise<Uint8Array | null> {
    const parts: Uint8Array[] = [];
    for (;;) {
      const [part] = await this.rows<{ bytes: Uint8Array }>(
        scope,
        `SELECT substring(bytes FROM $3 FOR ${bytesAtOnce}) AS bytes FROM file_bytes
         WHERE store_id = $1 AND file_id = $2`,
        [id, parts.length * bytesAtOnce + 1],
      );
      if (part === undefined) return null;
      parts.push(part.bytes);
      if (part.bytes.length < bytesAtOnce) return Buffer.concat(parts);
    }
  }

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<StoredFile>> {
    return this.slice(
      scope,
      `SELECT f.id, f.store_id AS "storeId", f.source_id AS "sourceId", f.name, f.type,
         f.content_type AS "contentType", f.byte_count AS "byteCount", f.outcome, f.detail,
         f.read_at AS "readAt", f.created_at AS "createdAt", f.updated_at AS "updatedAt"
       FROM files f JOIN sources s ON s.store_id = $1 AND s.id = f.source_id AND s.kind = 'files'
       WHERE f.store_id = $1`,
      options,
    );
  }

  protected notFound(id: string) {
    return fileNotFound(id);
  }
}
