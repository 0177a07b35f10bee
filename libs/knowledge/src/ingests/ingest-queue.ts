import { currentLogFields, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { KnowledgeCaps } from '../caps/knowledge-caps.service.js';
import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import { idempotencyKeyReused, ingestRunning } from '../knowledge.errors.js';
import type { Ingest, IngestKind } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { IngestStepper } from './ingest-stepper.js';

export interface WantedIngest extends Pick<Ingest, 'kind' | 'url' | 'maxPages'> {
  idempotencyKey?: string;
  /** Waits for another crawl or reindex instead of being refused. */
  mayWait?: boolean;
  /** Puts its pages into one of the same kind and source that has not begun, so that one release takes over all. */
  mayJoin?: boolean;
  /** It reads what is left after something was removed or replaced, so that no limit stands in its way. */
  addsNothing?: boolean;
}

/** What an ingest is to read: of which source, and from which pages on. */
export interface IngestStart {
  sourceId: string | null;
  rules?: Ingest['rules'];
  pages: readonly FoundPage[];
}

/** These rebuild a store's knowledge as a whole: asking for a second one is a mistake rather than more work. */
export const wholeKinds: readonly IngestKind[] = ['crawl', 'reindex'];

/**
 * The order in which the ingests of a store are built, one at a time. A request for the whole is refused while another
 * such is not over; the others wait their turn instead, and an import joins one of the same source that has not begun.
 */
@Injectable()
export class IngestQueue {
  constructor(
    private readonly connections: StoreConnections,
    private readonly ingests: IngestRepository,
    private readonly frontier: FrontierService,
    private readonly stepper: IngestStepper,
    private readonly caps: KnowledgeCaps,
  ) {}

  /**
   * Writes an ingest and nudges it when it is its turn. `prepare` writes what it rests on, in the same transaction.
   * Throws KNOWLEDGE_INGEST_RUNNING, KNOWLEDGE_IDEMPOTENCY_KEY_REUSED, TENANCY_LIMIT_REACHED or TENANCY_TOO_MANY_WAITING.
   */
  async enqueue(
    scope: StoreScope,
    wanted: WantedIngest,
    prepare: (tx: StoreScope) => Promise<IngestStart>,
  ): Promise<Ingest> {
    const ingest = await this.connections.transaction(scope, async (tx) => {
      await this.ingests.lockQueue(tx);
      const { idempotencyKey = null } = wanted;
      const joined = idempotencyKey && (await this.ingests.findOne(tx, { idempotencyKey }));
      if (joined) return sameRequest(joined, wanted);
      if (isWhole(wanted.kind) && !wanted.mayWait) await this.refuseSecond(tx);
      const { sourceId, rules = {}, pages } = await prepare(tx);
      const { kind, url, maxPages } = wanted;
      const unbegun = await this.findUnbegun(tx, wanted, sourceId);
      if (unbegun) return this.join(tx, unbegun, pages, maxPages);
      if (addsSome(wanted)) await this.caps.check(tx, 'waiting_ingests');
      const granted = await this.caps.pagesFor(tx, { ...wanted, sourceId });
      const { traceparent } = currentLogFields();
      const row = { kind, url, maxPages: granted, sourceId, rules, idempotencyKey, traceparent };
      const inserted = await this.ingests.insertNext(tx, row);
      if (pages.length > 0) await this.frontier.offer(tx, inserted, pages);
      return inserted;
    });
    if (ingest.status === 'waiting') await this.stepper.startNext(scope);
    else await this.stepper.nudge(scope, ingest);
    return ingest;
  }

  /** An import reads all there is by the time it begins, so that a second one would read nothing. */
  private async findUnbegun(
    tx: StoreScope,
    { kind, mayJoin = kind === 'import' }: WantedIngest,
    sourceId: string | null,
  ): Promise<Ingest | null> {
    return mayJoin ? this.ingests.lockUnbegun(tx, kind, sourceId) : null;
  }

  private async join(
    tx: StoreScope,
    unbegun: Ingest,
    pages: readonly FoundPage[],
    more: number,
  ): Promise<Ingest> {
    if (pages.length === 0) return unbegun;
    const maxPages = unbegun.maxPages + more;
    await this.ingests.update(tx, { id: unbegun.id }, { maxPages });
    await this.frontier.offer(tx, { ...unbegun, maxPages }, pages);
    return { ...unbegun, maxPages };
  }

  private async refuseSecond(tx: StoreScope): Promise<void> {
    const running = await this.ingests.findUnended(tx, wholeKinds);
    if (running !== null) throw ingestRunning(running.id);
  }
}

const addsSome = ({ kind, addsNothing }: WantedIngest): boolean =>
  kind !== 'removal' && !addsNothing;

const isWhole = (kind: IngestKind): boolean => wholeKinds.includes(kind);

function sameRequest(ingest: Ingest, wanted: WantedIngest): Ingest {
  // an import may have been granted fewer pages than it asked for
  const asMany = ingest.maxPages === wanted.maxPages || wanted.kind === 'import';
  if (ingest.url !== wanted.url || !asMany) {
    throw idempotencyKeyReused(ingest.id);
  }
  return ingest;
}
