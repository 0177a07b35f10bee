import {
  type Erasure,
  Erasures,
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
  type ErasedConversations,
} from '../forgetting/conversation-rows.repository.js';
import { ownTables } from '../forgetting/own-tables.js';
import { PrivacyRequestRepository } from '../privacy/privacy-request.repository.js';
import { ShopperRepository } from './shopper.repository.js';

const tables = [
  ...ownTables.map(({ name }) => name),
  'gaps',
  'webhook_deliveries',
  'privacy_requests',
];

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
    const { startedAt } = await this.erasures.get(id);
    const nameHash = this.erasures.hashOf(scope, shopperId);
    const { ids, about } = await this.eraseRows(scope, id, { shopperId, before: startedAt });
    const forgotten = await this.requests.forget(scope, nameHash, startedAt);
    await this.erasures.add(id, placeOfTable('privacy_requests'), forgotten);
    const jobs = { storeId: scope.storeId, about };
    for (const [queue, count] of await this.queues.erase(jobs)) {
      await this.erasures.add(id, `queue/${queue}`, count);
    }
    const rows = await this.conversations.countRows(scope, ids);
    const begun = await this.shoppers.countConversations(scope, shopperId, startedAt);
    const left = new Map(rows.map(({ name, rows: count }) => [name, count]));
    left.set('conversations', Math.max(begun, left.get('conversations') ?? 0));
    left.set('privacy_requests', await this.requests.countNamed(scope, nameHash, startedAt));
    const home = await this.connections.whereItLives(scope);
    await this.settle(id, left, {
      jobs: await this.queues.count(jobs),
      placement: this.connections.placementOf(home),
    });
    return this.erasures.endIfNothingIsLeft(id);
  }

  private async eraseRows(scope: StoreScope, id: string, { shopperId, before }: Whose) {
    const ids: ConversationIds = { conversations: [], messages: [] };
    const about = new Set<string>();
    for (;;) {
      const piece = await this.erasePiece(scope, shopperId, before);
      if (piece === null) return { ids, about };
      for (const [table, rows] of piece.rows)
        await this.erasures.add(id, placeOfTable(table), rows);
      ids.conversations.push(...piece.ids.conversations);
      ids.messages.push(...piece.ids.messages);
      for (const one of piece.about) about.add(one);
    }
  }

  private erasePiece(
    scope: StoreScope,
    shopperId: string,
    before: Date,
  ): Promise<ErasedConversations | null> {
    return this.connections.transaction(scope, async (tx) => {
      const held = await this.shoppers.hold(tx, shopperId, before);
      return held.length === 0 ? null : this.conversations.erase(tx, held);
    });
  }

  private async settle(
    id: string,
    left: ReadonlyMap<string, number>,
    { jobs, placement }: { jobs: ReadonlyMap<string, number>; placement: string },
  ): Promise<void> {
    const dead = await this.vacuum.run(tables, placement);
    await this.erasures.settle(id, [
      ...tables.map((table) => ({
        place: placeOfTable(table),
        left: left.get(table) ?? 0,
        awaitingVacuum: dead.get(table) ?? 0,
      })),
      ...[...jobs].map(([queue, count]) => ({
        place: `queue/${queue}`,
        left: count,
        awaitingVacuum: null,
      })),
    ]);
  }
}
