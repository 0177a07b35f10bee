import type { INestApplicationContext } from '@nestjs/common';
import type { Browser } from 'playwright-core';

import { startBrowser } from '../support/browser/browser.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';
import { aWidgetKey, buildWidget, embed } from './widget-page.js';

export const WASH = 'How do I wash the feathercloud pillow?';
export const SAID =
  'Wash the feathercloud pillow at **40 °C** on a gentle cycle and dry it flat [1].';

/** A store whose site was read, with its widget at /shop, a model that says what it is told, and a browser. */
export interface WidgetShop {
  api: RunningApi;
  site: FixtureSite;
  stub: OpenAiStub;
  browser: Browser;
  client: ApiClient;
  storeId: string;
  key: string;
  url: string;
  stop(): Promise<void>;
}

export async function startWidgetShop(): Promise<WidgetShop> {
  buildWidget();
  const [site, stub, browser] = await Promise.all([
    startShop(),
    OpenAiStub.start(),
    startBrowser(),
  ]);
  const worker = await startWorker(site);
  const api = await startApi({
    OPENAI_BASE_URL: stub.baseUrl,
    CHAT_MODEL: 'a-model',
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
  });
  const { storeId, client } = await aStoreWithKey(api.admin, 'Feathers');
  const key = await aWidgetKey(api.admin, storeId, site.origin);
  const { status } = await ingest(client, storeId, `${site.origin}/`);
  if (status !== 'live') throw new Error(`the shop could not be read: ${String(status)}`);
  await client.call('PUT', `/api/v1/stores/${storeId}/agent-settings`, {
    body: { widget: look(site.origin) },
  });
  embed(site, '/shop', { api: api.admin.origin, key });
  const stop = () => stopAll({ site, stub, browser, worker, api });
  return { api, site, stub, browser, client, storeId, key, url: `${site.origin}/shop`, stop };
}

const look = (origin: string) => ({
  color: '#1f6f5c',
  privacy_url: `${origin}/privacy`,
  texts: [
    { suggestions: [WASH], labels: { title: 'Feathercloud help' }, language: null },
    { suggestions: ['كيف أغسل الوسادة؟'], labels: {}, language: 'ar' },
  ],
});

interface Started extends Pick<WidgetShop, 'site' | 'stub' | 'browser' | 'api'> {
  worker: INestApplicationContext;
}

async function stopAll({ site, stub, browser, worker, api }: Started): Promise<void> {
  await browser.close();
  await api.stop();
  await worker.close();
  await Promise.all([site.stop(), stub.stop()]);
}
