import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { SyntheticStores } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { InProcessApi } from '../in-process-api.js';
import { contentOf, newMarker, ownSnippet, type SeededStore } from './synthetic-content.js';

/** A worker that does not read four small texts in this time is not there. */
const waitAtMostMs = 120_000;
const lookEveryMs = 250;

type Fields = Record<string, unknown>;

/** What the calls of a store have in common. */
interface Seeding {
  storeId: string;
  marker: string;
  key: string;
}

/** Fills the check's stores through the API's own routes, as a merchant would, with a marker in every text. */
@Injectable()
export class SyntheticStoreSeeder {
  constructor(
    private readonly api: InProcessApi,
    private readonly stores: SyntheticStores,
  ) {}

  /** A store that has one of everything. */
  async seedTarget(storeId: string, key: string): Promise<SeededStore> {
    const store = { storeId, key, marker: newMarker() };
    const texts = contentOf(store.marker);
    await this.putSettings(store);
    const snippet = await this.import(store, 'snippets', { body: texts.snippet });
    const file = await this.import(store, 'files', { file: texts.file });
    const feed = await this.import(store, 'feeds', { file: texts.feed });
    const knowledge = `/api/v1/knowledge-base/${storeId}`;
    const check = await this.post(store, `${knowledge}/check-questions`, texts.check);
    const talk = await this.converse(store);
    const ids = {
      store_id: storeId,
      snippet_id: idOf(snippet['snippet']),
      file_id: idOf(file['file']),
      ingest_id: String(feed['ingest_id']),
      source_id: await this.firstId(store, `${knowledge}/sources`),
      page_id: await this.firstId(store, `${knowledge}/pages?outcome=indexed`),
      check_question_id: idOf(check),
      ...talk,
      shopper_id: `shopper ${store.marker}`,
      gap_id: await this.firstId(store, `${knowledge}/gaps`),
    };
    return this.written({ storeId, marker: store.marker, ids });
  }

  /** A store that has little, and whose key is tried. */
  async seedOther(storeId: string, key: string): Promise<SeededStore> {
    const store = { storeId, key, marker: newMarker() };
    await this.putSettings(store);
    await this.import(store, 'snippets', { body: ownSnippet(store.marker) });
    return this.written({ storeId, marker: store.marker, ids: { store_id: storeId } });
  }

  private async written(store: SeededStore): Promise<SeededStore> {
    const { storeId, marker, ids } = store;
    await this.stores.describe(storeId, { marker, ids });
    return store;
  }

  /** Answers are quotes, so that no language model is ever asked about these stores. */
  private async putSettings(store: Seeding): Promise<void> {
    const body = { model: { use: 'quotes' }, tone: `As ${store.marker} would` };
    await this.call(store, 'PUT', `/api/v1/stores/${store.storeId}/agent-settings`, body);
  }

  private async import(
    store: Seeding,
    kind: string,
    what: { body?: unknown; file?: { name: string; text: string } },
  ): Promise<Fields> {
    const knowledge = `/api/v1/knowledge-base/${store.storeId}`;
    const call = { method: 'POST', path: `${knowledge}/${kind}`, key: store.key, ...what };
    const given = await this.api.json(call);
    const { ingest_id: id } = (given['ingest'] ?? given) as { ingest_id: string };
    await this.until(`the ${kind} of a synthetic store to be live`, async () => {
      const path = `${knowledge}/ingests/${id}`;
      const { status } = await this.api.json({ method: 'GET', path, key: store.key });
      if (status === 'failed' || status === 'held') throw new Error(`its ${kind} are ${status}`);
      return status === 'live';
    });
    return given;
  }

  /** A badly rated answer, which makes a gap, and a conversation that asks for a person, which tells the webhook. */
  private async converse(store: Seeding) {
    const texts = contentOf(store.marker);
    const { id } = await this.post(store, '/api/v1/conversations', texts.conversation);
    const talk = `/api/v1/conversations/${String(id)}`;
    const answer = await this.post(store, `${talk}/messages`, { content: texts.message });
    await this.call(store, 'PUT', `${talk}/messages/${idOf(answer)}/feedback`, texts.feedback);
    const deliveryId = await this.tellNobody(store, talk);
    return { conversation_id: String(id), message_id: idOf(answer), delivery_id: deliveryId };
  }

  /**
   * Leaves a delivery that nobody gets: the webhook is taken away before its first attempt, and one with another address
   * is put. Without CREDENTIALS_SECRET no store here can have any, so that an id of nothing is all there is.
   */
  private async tellNobody(store: Seeding, talk: string): Promise<string> {
    const texts = contentOf(store.marker);
    const webhook = `/api/v1/stores/${store.storeId}/webhook`;
    const orders = `/api/v1/stores/${store.storeId}/order-endpoint`;
    const call = { method: 'PUT', path: webhook, key: store.key, body: { url: texts.url } };
    if ((await this.api.call(call)).status >= 300) return randomUUID();
    await this.call(store, 'PUT', orders, { url: texts.url });
    await this.post(store, `${talk}/handoff`, texts.handoff);
    await this.call(store, 'DELETE', webhook);
    await this.call(store, 'PUT', webhook, { url: texts.url });
    await this.until('a delivery to be given up', async () => {
      const list = await this.api.json({
        ...call,
        method: 'GET',
        path: `${webhook}/deliveries`,
        body: undefined,
      });
      return (list['items'] as Fields[]).some(({ status }) => status === 'failed');
    });
    return this.firstId(store, `${webhook}/deliveries`);
  }

  private firstId(store: Seeding, path: string): Promise<string> {
    return this.until(`${path.slice(path.lastIndexOf('/') + 1)} of a synthetic store`, async () => {
      const { items } = await this.api.json({ method: 'GET', path, key: store.key });
      return (items as Fields[])[0] && idOf((items as Fields[])[0]);
    });
  }

  private post(store: Seeding, path: string, body: unknown): Promise<Fields> {
    return this.call(store, 'POST', path, body);
  }

  private call({ key }: Seeding, method: string, path: string, body?: unknown): Promise<Fields> {
    return this.api.json({ method, path, key, body });
  }

  private async until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
    const end = Date.now() + waitAtMostMs;
    while (Date.now() < end) {
      const found = await look();
      if (found) return found;
      await sleep(lookEveryMs);
    }
    throw new Error(`waited ${waitAtMostMs / 1000} s in vain for ${what}: does a worker run?`);
  }
}

const idOf = (thing: unknown): string => String((thing as Fields)['id']);
