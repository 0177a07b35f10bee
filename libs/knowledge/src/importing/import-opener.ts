import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { SourceService } from '../sources/source.service.js';
import { FeedImport } from './feed-import.js';
import { FileImport } from './file-import.js';
import type { ImportFailure, ImportOpening } from './import-reading.js';
import { SnippetImport } from './snippet-import.js';

const gone: ImportFailure = {
  code: 'KNOWLEDGE_SOURCE_NOT_FOUND',
  detail: 'The source was removed before it was read; nothing has to be done.',
};

/** Gives each slice of an import its source, opened anew: everything that must last is in rows. */
@Injectable()
export class ImportOpener {
  constructor(
    private readonly sources: SourceService,
    private readonly snippets: SnippetImport,
    private readonly files: FileImport,
    private readonly feeds: FeedImport,
  ) {}

  async open(scope: StoreScope, ingest: Ingest, signal: AbortSignal): Promise<ImportOpening> {
    if (ingest.sourceId === null) return gone;
    const source = await this.sources.getAny(scope, ingest.sourceId);
    if (source.kind === 'feed') return this.feeds.open(scope, source, ingest, signal);
    return source.kind === 'files'
      ? this.files.open(scope, source)
      : this.snippets.open(scope, source);
  }
}
