import { randomBytes } from 'node:crypto';

import {
  AgentSettingsService,
  ConversationService,
  NO_SETTINGS,
  WebhookSettings,
} from '@app/agent';
import { CheckQuestionService, FileService, SnippetService } from '@app/knowledge';
import { ApiKeysService, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore } from '../../support/rooms.js';

/** A store of whose rows each says whose it is. */
export interface SoakedStore {
  scope: StoreScope;
  /** Stands in every text of the store and in none of another. */
  mark: string;
  key: string;
  conversationId: string;
  snippetId: string;
  fileId: string;
}

const pagesEach = 3;

/** Stores with something in each room, one as the other but for their marks. */
export async function soakedStores(rooms: TestingModule, count: number): Promise<SoakedStore[]> {
  const stores: SoakedStore[] = [];
  while (stores.length < count) stores.push(await aSoakedStore(rooms));
  return stores;
}

async function aSoakedStore(rooms: TestingModule): Promise<SoakedStore> {
  const mark = `mark-${randomBytes(6).toString('hex')}`;
  const scope = await aStore(rooms, { name: mark });
  const of = <T>(service: new (...args: never[]) => T): T => rooms.get(service, { strict: false });
  const pages = Array.from({ length: pagesEach }, (_, n) => ({
    path: `/pages/${n}`,
    title: `Pillow ${n} of ${mark}`,
    markdown: `# Pillow ${n}\n\nA pillow of kind ${n} goes back within two weeks, says ${mark}.`,
  }));
  await new IndexedPages(rooms, `https://${mark}.com`).ingest(scope, pages);
  const { key } = await of(ApiKeysService).create(scope, { kind: 'store', name: mark });
  const { id: conversationId } = await of(ConversationService).create(scope, { shopperId: mark });
  const fields = { question: `Is it soft, ${mark}?`, answer: `Yes, ${mark}.`, url: null };
  const { snippet } = await of(SnippetService).create(scope, fields);
  const bytes = Buffer.from(`The pillow of ${mark} has a zip.`);
  const given = { name: `${mark}.txt`, contentType: 'text/plain', bytes };
  const { file } = await of(FileService).upload(scope, given);
  await of(CheckQuestionService).create(scope, {
    question: `How soft is ${mark}?`,
    expectedUrl: null,
    expectedText: mark,
  });
  await of(WebhookSettings).put(scope, `https://example.com/${mark}`);
  await of(AgentSettingsService).replace(scope, {
    settings: { ...NO_SETTINGS, tone: mark },
    note: mark,
  });
  return { scope, mark, key, conversationId, snippetId: snippet.id, fileId: file.id };
}
