import type { INestApplicationContext } from '@nestjs/common';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { newPage, shoot, startBrowser, type WatchedPage } from '../support/browser/browser.js';
import { buildConsole } from '../support/browser/built-console.js';
import { findViolations } from '../support/browser/find-violations.js';
import type { FixtureSite } from '../support/fixture-site.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

/** For what waits until pages were read. */
export const slow = { timeout: 60_000 };

/** The console in a browser, over an API, a worker and a shop of their own. */
export class ConsoleSession {
  private opened: WatchedPage[] = [];

  private constructor(
    readonly api: RunningApi,
    readonly worker: INestApplicationContext,
    readonly shop: FixtureSite,
    private readonly browser: Browser,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<ConsoleSession> {
    buildConsole();
    const shop = await startShop();
    const api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: shop.host, ...env });
    const worker = await startWorker(shop);
    return new ConsoleSession(api, worker, shop, await startBrowser());
  }

  get admin(): ApiClient {
    return this.api.admin;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.api.stop();
    await this.worker.close();
    await this.shop.stop();
  }

  /** Closes what a test opened; what went wrong on its pages fails it. */
  async closePages(): Promise<void> {
    const pages = this.opened;
    this.opened = [];
    for (const { page } of pages) await page.context().close();
    // a refusal that a test asks for is written down by the browser, too, and a store that another file left in a database
    // that is away; a broken policy or page is not expected anywhere
    const refused =
      /Failed to load resource: the server responded with a status of (401|403|404|409|422|503)/;
    expect(pages.flatMap(({ errors }) => errors).filter((line) => !refused.test(line))).toEqual([]);
  }

  async open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
    const watched = await newPage(this.browser, options);
    this.opened.push(watched);
    await watched.page.goto(`${this.admin.origin}/console${path}`);
    return watched.page;
  }

  async signIn(page: Page, key = String(this.admin.key)): Promise<void> {
    await page.getByRole('textbox', { name: 'Key' }).fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Signed in, at an address. */
  async at(path: string, key?: string, options?: BrowserContextOptions): Promise<Page> {
    const page = await this.open(path, options);
    await this.signIn(page, key);
    return page;
  }

  async aReadStore(name: string): Promise<{ storeId: string; client: ApiClient; key: string }> {
    const { storeId, client } = await aStoreWithKey(this.admin, name);
    await ingest(this.admin, storeId, this.shop.origin);
    return { storeId, client, key: String(client.key) };
  }
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

/** Nothing is read any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

/** Everybody can use what stands there, and who wants to see it gets a picture. */
export async function looked(page: Page, name: string): Promise<void> {
  expect([name, await findViolations(page)]).toEqual([name, []]);
  await shoot(page, name);
}

/** Goes to an address of the console without a reload, which would ask for the key again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', '/console${path}')`);
}

/** Asks as a shopper, and returns the conversation. */
export async function asked(client: ApiClient, content: string): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', { shopper_id: 'Ana' });
  await client.post(`/api/v1/conversations/${String(body['id'])}/messages`, { content });
  return String(body['id']);
}
