import { setImmediate } from 'node:timers/promises';

import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { nothingToCompare } from '../knowledge.errors.js';
import { ReleaseService } from '../releases/release.service.js';
import { type ChangedPage, ChangeRepository } from './change.repository.js';
import { diffText } from './diff-text.js';
import type { DiffQuery, PageChange, ReleaseDiff } from './page-change.js';

/** What a release changes against another, page by page. Answers are bounded: a slice of pages, of each the start of its diff. */
@Injectable()
export class ReleaseDiffer {
  constructor(
    private readonly releases: ReleaseService,
    private readonly changes: ChangeRepository,
  ) {}

  /** Throws KNOWLEDGE_RELEASE_NOT_FOUND, KNOWLEDGE_RELEASE_NOT_KEPT or KNOWLEDGE_NOTHING_TO_COMPARE. */
  async diff(scope: StoreScope, number: number, query: DiffQuery): Promise<ReleaseDiff> {
    const { number: to } = await this.releases.getKept(scope, number);
    const from = query.against ?? (await this.releases.findNeighbour(scope, to));
    if (from === null) throw nothingToCompare(to);
    await this.releases.getKept(scope, from);
    const counts = await this.changes.countKinds(scope, from, to);
    const { items, nextCursor } = await this.changes.list(scope, { ...query, from, to });
    const compared = await this.compare(scope, items);
    // neither was given up while its rows were read
    for (const one of [from, to]) await this.releases.getKept(scope, one);
    return { from, to, counts, items: compared, nextCursor };
  }

  private async compare(scope: StoreScope, pages: readonly ChangedPage[]): Promise<PageChange[]> {
    const ids = pages.flatMap(({ beforeId, afterId }) => [beforeId, afterId]);
    const texts = await this.changes.findTexts(
      scope,
      ids.filter((id) => id !== null),
    );
    const compared: PageChange[] = [];
    for (const { beforeId, afterId, ...page } of pages) {
      const diff = diffText(texts.get(beforeId ?? '') ?? '', texts.get(afterId ?? '') ?? '');
      compared.push({ ...page, diff });
      await setImmediate();
    }
    return compared;
  }
}
