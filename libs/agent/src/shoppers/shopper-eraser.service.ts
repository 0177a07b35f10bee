import {
  type Erasure,
  Erasures,
  placeOfQueue,
  placeOfTable,
  QueueEraser,
  StoreConnections,
  type StoreScope,
  TableVacuum,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { shopperNotFound } from '../agent.errors.js';
import {
  type ConversationIds,
  ConversationRowsRepository,
} from '../forgetting/conversation-rows.repository.js';
import { ownTables } from '../forgetting/own-tables.js';
import { PrivacyRequestRepository } from '../privacy/privacy-request.repository.js';
import { ShopperRepository } from './shopper.repository.js';

const aroundTables = ['gaps', 'webhook_deliveries', 'privacy_requests'];
const tables = [...ownTables.map(({ name }) => name), ...aroundTables];

/** What was erased in one transaction: rows by table, and the ids that jobs may name. */
interface Piece {
  ids: ConversationIds;
  rows: ReadonlyMap<string, number>;
  about: string[];
}

interface Whose {
  shopperId: string;
  before: Date;
}

/**
 * Erases what a store holds of one of its shoppers: every conversation that was begun under the shopper's name until then
 * with all that hangs on it, tellings and jobs about it, the names of what the shopper asked to see, and dead tuples; then
 * searches again. What a merchant wrote stays.
 */
@Injectable()
export class ShopperEraser {
  constructor(
    private readonly erasures: Erasures,
    private readonly shoppers: ShopperRepository,
    private readonly conversations: ConversationRowsRepository,
    private readonly requests: PrivacyRequestRepository,
    private readonly connections: StoreConnections,
    private readonly queues: QueueEraser,
    private readonly vacuum: TableVacuum,
  ) {}

  /** Throws AGENT_SHOPPER_NOT_FOUND where there is nothing to erase, and TENANCY_CREDENTIALS_SECRET_MISSING. */
  async eraseKnown(scope: StoreScope, shopperId: string): Promise<Erasure> {
    if (!(await this.shoppers.isKnown(scope, shopperId))) throw shopperNotFound();
    return this.erase(scope, shopperId);
  }

  /** The receipt, also of a shopper whom nobody knows. Throws TENANCY_CREDENTIALS_SECRET_MISSING. */
  async erase(scope: StoreScope, shopperId: string): Promise<Erasure> {
    return this.goOn(scope, await this.erasures.begin(scope, shopperId), shopperId);
  }

  /** Safe to repeat. */
  async goOn(scope: StoreScope, id: string, shopperId: string): Promise<Erasure> {
    const begun = await this.erasures.get(id);
    const { startedAt } = begun;
    const nameHash = this.erasures.hashOf(scope, shopperId);
    const { ids, about } = await this.eraseRows(scope, id, { shopperId, before: startedAt });
    const forgotten = await this.requests.forget(scope, nameHash, startedAt);
    await this.erasures.add(id, placeOfTable('privacy_requests'), forgotten);
    const jobs = { storeId: scope.storeId, about };
    for (const [queue, count] of await this.queues.erase(jobs)) {
      await this.erasures.add(id, placeOfQueue(queue), count);
    }
    const left = await this.conversations.countRows(scope, ids);
    const unseen = await this.shoppers.countConversations(scope, shopperId, startedAt);
    left.set('conversations', Math.max(unseen, left.get('conversations') ?? 0));
    left.set('privacy_requests', await this.requests.countNamed(scope, nameHash, startedAt));
    const home = await this.connections.whereItLives(scope);
    await this.settle(id, left, {
      jobs: await this.queues.count(jobs),
      placement: this.connections.placementOf(home),
    });
    return this.erasures.endIfNothingIsLeft(begun);
  }

  private async eraseRows(scope: StoreScope, id: string, { shopperId, before }: Whose) {
    const ids: ConversationIds = { conversations: [], messages: [] };
    const about = new Set<string>();
    for (;;) {
      await this.name(scope, id, await this.shoppers.some(scope, shopperId, before));
      const piece = await this.erasePiece(scope, shopperId, before);
      if (piece === null) return { ids, about };
      for (const [table, rows] of piece.rows)
        await this.erasures.add(id, placeOfTable(table), rows);
      ids.conversations.push(...piece.ids.conversations);
      ids.messages.push(...piece.ids.messages);
      for (const one of piece.about) about.add(one);
    }
  }

  private async name(scope: StoreScope, id: string, conversations: string[]): Promise<void> {
    if (conversations.length === 0) return;
    const ids = await this.conversations.idsOf(scope, conversations);
    const filled = [...(await this.conversations.countRows(scope, ids))].filter(([, n]) => n > 0);
    const names = [...filled.map(([table]) => table), ...aroundTables];
    await this.erasures.name(id, names.map(placeOfTable));
  }

  private erasePiece(scope: StoreScope, shopperId: string, before: Date): Promise<Piece | null> {
    return this.connections.transaction(scope, async (tx) => {
      const held = await this.shoppers.hold(tx, shopperId, before);
      if (held.length === 0) return null;
      const ids = await this.conversations.idsOf(tx, held);
      const rows = await this.conversations.countRows(tx, ids);
      const { usage, gaps, deliveries } = await this.conversations.erase(tx, ids);
      rows.set('usage_entries', usage).set('gaps', gaps);
      rows.set('webhook_deliveries', deliveries.length);
      return { ids, rows, about: [...deliveries, ...held, ...ids.messages] };
    });
  }

  private async settle(
    id: string,
    left: ReadonlyMap<string, number>,
    { jobs, placement }: { jobs: ReadonlyMap<string, number>; placement: string },
  ): Promise<void> {
    const dead = await this.vacuum.run(await this.erasures.get(id), tables, placement);
    await this.erasures.settle(id, [
      ...tables.map((table) => ({
        place: placeOfTable(table),
        left: left.get(table) ?? 0,
        awaitingVacuum: dead.get(table) ?? 0,
      })),
      ...[...jobs].map(([queue, count]) => ({
        place: placeOfQueue(queue),
        left: count,
        awaitingVacuum: null,
      })),
    ]);
  }
}
