import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INestApplicationContext } from '@nestjs/common';
import type { Page } from 'playwright-core';

import { inBrowser, newPage, startBrowser } from '../../../support/browser/browser.js';
import { buildConsole } from '../../../support/browser/built-console.js';
import type { FixtureSite } from '../../../support/fixture-site.js';
import { GuideReader } from '../../../support/guides/guide-reader.js';
import type { ApiClient } from '../../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../../running-api.js';
import { ingest, startShop, startWorker } from '../../running-worker.js';

const guide = GuideReader.open('merchant', { isApart: true });
const file = path.resolve(__dirname, '../../../../apps/guides/pages/merchant.md');
const text = readFileSync(file, 'utf8');
const slow = { timeout: 120_000 };

let shop: FixtureSite;
let api: RunningApi;
let worker: INestApplicationContext;
let client: ApiClient;

beforeAll(async () => {
  buildConsole();
  shop = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: shop.host });
  worker = await startWorker(shop);
  const store = await aStoreWithKey(api.admin, 'Pillow Store');
  ({ client } = store);
  await ingest(api.admin, store.storeId, shop.origin);
  guide.set({ STOREHAND_URL: api.admin.origin, STOREHAND_KEY: String(client.key) });
  guide.set({ STORE_ID: store.storeId });
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.close();
  await shop.stop();
  guide.close();
});

async function ask(content: string): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  const id = String(body['id']);
  await client.post(`/api/v1/conversations/${id}/messages`, { content });
  return id;
}

describe('the guide of merchants', () => {
  it.each(guide.sections)(
    'shows what is seen: %s',
    async (section) => {
      expect(await guide.follow(section)).toEqual([]);
    },
    300_000,
  );
});

inBrowser('the guide of merchants, in the console', () => {
  let page: Page;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const browser = await startBrowser();
    ({ page } = await newPage(browser));
    close = () => browser.close();
    await page.goto(`${api.admin.origin}/console`);
    await page.getByRole('textbox', { name: 'Key' }).fill(String(client.key));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pillow Store' }).waitFor(slow);
  }, 300_000);
  afterAll(() => close());

  it('names the pages that stand on the left', async () => {
    const named = [...text.matchAll(/^\| \*\*(\w+)\*\*/gm)].map(([, name]) => name);
    const left = page.getByRole('navigation', { name: 'Console' }).getByRole('link');

    expect(named.length).toBeGreaterThan(5);
    expect(await left.allInnerTexts()).toEqual(expect.arrayContaining(named));
  }, 120_000);

  it('has what nobody answered answered', async () => {
    await ask('Do you ship to Norway?');
    const steps = ['Gaps', 'Add the answer', 'Answered', 'Ask them again'];

    expect(steps.filter((name) => !text.includes(`**${name}**`))).toEqual([]);
    await page.getByRole('link', { name: 'Gaps', exact: true }).click();
    await page.getByRole('link', { name: /Do you ship to Norway\?/ }).click(slow);
    await page
      .getByRole('textbox', { name: 'Answer' })
      .fill('Yes, we ship to Norway within 5 days.');
    await page.getByRole('button', { name: 'Add the answer' }).click();
    await page.getByRole('status').getByText('Answered').waitFor(slow);
    await page.getByRole('button', { name: 'Ask them again' }).click();
    await page.getByText('“Yes, we ship to Norway within 5 days.”').first().waitFor(slow);
  }, 300_000);

  it('leads to the receipt of an answer', async () => {
    const id = await ask('How do I wash the feathercloud pillow?');
    const path = `/console${new URL(page.url()).pathname.slice('/console'.length).split('/').slice(0, 3).join('/')}`;
    await page.evaluate(`history.pushState(null, '', '${path}/conversations/${id}')`);
    await page.getByRole('button', { name: 'Show the receipt' }).click(slow);

    await page.getByRole('region', { name: 'Receipt' }).getByText('40 °C').first().waitFor(slow);
    expect(text).toContain('**Show the receipt**');
  }, 300_000);
});
