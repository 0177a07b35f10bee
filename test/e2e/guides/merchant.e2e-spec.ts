import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INestApplicationContext } from '@nestjs/common';
import type { Page } from 'playwright-core';

import { inBrowser, newPage, startBrowser } from '../../support/browser/browser.js';
import { buildConsole } from '../../support/browser/built-console.js';
import type { FixtureSite } from '../../support/fixture-site.js';
import { GuideReader } from '../../support/guides/guide-reader.js';
import type { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';

const guide = GuideReader.open('merchant', { isApart: true });
const file = path.resolve(__dirname, '../../../apps/guides/pages/merchant.md');
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

async function ask(content: string, shopper_id?: string): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', { shopper_id });
  const id = String(body['id']);
  await client.post(`/api/v1/conversations/${id}/messages`, { content });
  return id;
}

/** Words of the console that the guide tells its reader to look for. */
function expectNamed(...words: string[]): void {
  expect(words.filter((name) => !text.includes(`**${name}**`))).toEqual([]);
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
    const named = [...text.matchAll(/^\| \*\*([\w ]+)\*\*/gm)].map(([, name]) => name);
    const left = page.getByRole('navigation', { name: 'Console' }).getByRole('link');

    expect(await left.allInnerTexts()).toEqual([...named, 'Guides ↗']);
  }, 120_000);

  it('has what nobody answered answered', async () => {
    await ask('Do you ship to Norway?');
    expectNamed('Gaps', 'Add the answer', 'Answered', 'Ask them again');
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
    expectNamed('Show the receipt');
  }, 300_000);

  it('has a snippet and a file known, and asked for', async () => {
    expectNamed('Snippets', 'Add a snippet', 'Files and feeds', 'Indexed', 'Ask');
    await page.getByRole('link', { name: 'Snippets' }).click();
    await page.getByRole('button', { name: 'Add a snippet' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a snippet' });
    await dialog.getByRole('textbox', { name: 'Question' }).fill('Do you engrave buckles?');
    await dialog
      .getByRole('textbox', { name: 'Answer' })
      .fill('Yes, buckles are engraved in 3 days.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Files and feeds' }).click();
    const buffer = Buffer.from('The zip of the cover can be replaced within five years.');
    const given = { name: 'zip.txt', mimeType: 'text/plain', buffer };
    await page.getByLabel('Files to upload').setInputFiles([given]);
    const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    await row.filter({ hasText: 'zip.txt' }).getByText('Indexed').waitFor(slow);

    await page.getByRole('link', { name: 'Ask', exact: true }).click();
    await page.getByRole('textbox', { name: 'Question' }).fill('Do you engrave buckles?');
    await page.keyboard.press('Enter');
    await page.getByText('buckles are engraved in 3 days').first().waitFor(slow);
  }, 300_000);

  it('lets a person speak to who asked for one', async () => {
    const id = await ask('I want to talk to a person', 'Ben');
    expectNamed('Show who waits', 'Take it over', 'Give it back to the agent');
    await page.getByRole('link', { name: /^Conversations/ }).click();
    await page.getByRole('button', { name: 'Show who waits' }).click(slow);
    await page.getByRole('link', { name: /Ben/ }).click(slow);
    await page.getByRole('button', { name: 'Take it over' }).click(slow);
    await page.getByRole('textbox', { name: 'Reply as a person' }).fill('Hello, this is Ana.');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page
      .getByRole('list', { name: 'Messages' })
      .getByText('Hello, this is Ana.')
      .waitFor(slow);
    await page.getByRole('button', { name: 'Give it back to the agent' }).click();
    await page.getByRole('textbox', { name: 'Question' }).waitFor(slow);

    expect((await client.get(`/api/v1/conversations/${id}`)).body['state']).toBe('agent');
  }, 300_000);

  it('has another tone tried, and saved', async () => {
    expectNamed('Agent', 'Tone', 'Try', 'Save');
    await page.getByRole('link', { name: 'Agent', exact: true }).click();
    await page.getByRole('textbox', { name: 'Tone' }).fill('Warm, brief and cheerful');
    await page.getByRole('textbox', { name: 'Question', exact: true }).fill('How do I wash it?');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('list', { name: 'Citations' }).waitFor(slow);
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByText('In force').first().waitFor(slow);

    const { body } = await client.get(`/api/v1/stores/${guide.get('STORE_ID')}/agent-settings`);
    expect(body['tone']).toBe('Warm, brief and cheerful');
  }, 300_000);
});
