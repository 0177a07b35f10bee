import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ExtractionPool } from '../crawling/extraction/extraction-pool.js';
import { FileService } from '../files/file.service.js';
import type { StoredFile } from '../files/stored-file.entity.js';
import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import { PageService } from '../pages/page.service.js';
import type { Source } from '../sources/source.entity.js';
import type { ImportReading, OpenImport } from './import-reading.js';

const prefix = 'file:';

/** Reading the same bytes again would end the same. */
const lasting: readonly (PageOutcome | null)[] = [
  'empty',
  'too_large',
  'encrypted',
  'truncated',
  'mislabelled',
  'unreadable',
];

/** The files of a store as pages. One that was read keeps its text: its bytes never change. */
@Injectable()
export class FileImport {
  constructor(
    private readonly files: FileService,
    private readonly pages: PageService,
    private readonly extraction: ExtractionPool,
  ) {}

  async open(scope: StoreScope, { id }: Source): Promise<OpenImport> {
    const files = await this.files.findAll(scope, id);
    const byUrl = new Map(files.map((file) => [`${prefix}${file.id}`, file]));
    return {
      urls: [...byUrl.keys()],
      atOnce: 1,
      read: (url, signal) => this.read(scope, byUrl.get(url), signal),
      note: (tx, url, result) => this.files.noteOutcome(tx, url.slice(prefix.length), result),
    };
  }

  private async read(
    scope: StoreScope,
    file: StoredFile | undefined,
    signal: AbortSignal,
  ): Promise<ImportReading> {
    if (file === undefined) return gone;
    const { id, sourceId, name, type, contentType, outcome, detail, createdAt: fetchedAt } = file;
    if (outcome !== null && lasting.includes(outcome)) {
      return { kind: 'ended', result: { outcome, detail } };
    }
    if (await this.pages.isLiving(scope, { sourceId, url: `${prefix}${id}` })) {
      return { kind: 'kept', fetchedAt, detail };
    }
    const bytes = await this.files.findBytes(scope, id);
    if (bytes === null) return gone;
    const raw = { name, type, contentType, bytes };
    const reading = await this.extraction.read(raw, signal);
    if (reading.outcome !== 'read') return { kind: 'ended', result: { ...reading, fetchedAt } };
    const { title, markdown } = reading;
    const nothing = { description: null, language: null, products: [] };
    return {
      kind: 'text',
      text: { ...nothing, title, markdown, kind: 'file', fetchedAt },
      detail: reading.detail ?? undefined,
    };
  }
}

const gone: ImportReading = {
  kind: 'ended',
  result: { outcome: 'empty', detail: 'removed before it was read' },
};
