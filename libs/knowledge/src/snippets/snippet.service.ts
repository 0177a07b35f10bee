import type { ListSlice, SliceOptions, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { KnowledgeCaps } from '../caps/knowledge-caps.service.js';
import { GivenIngests } from '../ingests/given-ingests.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { snippetNotFound } from '../knowledge.errors.js';
import type { Snippet } from './snippet.entity.js';
import { SnippetRepository } from './snippet.repository.js';

export type SnippetFields = Pick<Snippet, 'question' | 'answer' | 'url'>;
export interface ChangedSnippet {
  snippet: Snippet;
  /** Brings the change into the next release, maybe together with others. */
  ingest: Ingest;
}

const url = 'snippets:';

/** Questions with answers that the merchant gives. Each change is there for shoppers when the ingest it asks for is live. */
@Injectable()
export class SnippetService {
  constructor(
    private readonly snippets: SnippetRepository,
    private readonly ingests: GivenIngests,
    private readonly caps: KnowledgeCaps,
  ) {}

  /** Throws TENANCY_LIMIT_REACHED. */
  async create(scope: StoreScope, fields: SnippetFields): Promise<ChangedSnippet> {
    const { result, ingest } = await this.ingests.add(scope, url, async (tx, sourceId) => {
      await this.caps.check(tx, 'snippets');
      return this.snippets.insert(tx, { ...fields, sourceId });
    });
    return { snippet: result, ingest };
  }

  list(scope: StoreScope, slice: SliceOptions): Promise<ListSlice<Snippet>> {
    return this.snippets.list(scope, slice);
  }

  get(scope: StoreScope, id: string): Promise<Snippet> {
    return this.snippets.get(scope, id);
  }

  async replace(scope: StoreScope, id: string, fields: SnippetFields): Promise<ChangedSnippet> {
    const missing = snippetNotFound(id);
    const wanted = { url, missing, addsNothing: true } as const;
    const { result, ingest } = await this.ingests.change(scope, wanted, async (tx) => {
      if (!(await this.snippets.replace(tx, id, fields))) throw missing;
      return this.snippets.get(tx, id);
    });
    return { snippet: result, ingest };
  }

  async remove(scope: StoreScope, id: string): Promise<Ingest> {
    const missing = snippetNotFound(id);
    const remove = async (tx: StoreScope) => {
      if ((await this.snippets.delete(tx, { id })) === 0) throw missing;
    };
    const wanted = { url, missing, addsNothing: true } as const;
    const { ingest } = await this.ingests.change(scope, wanted, remove);
    return ingest;
  }

  /** Those of a source, for the import that reads them. */
  findIds(scope: StoreScope, sourceId: string): Promise<string[]> {
    return this.snippets.findIds(scope, sourceId);
  }

  find(scope: StoreScope, id: string): Promise<Snippet | null> {
    return this.snippets.findOne(scope, { id });
  }
}
