import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import {
  inBrowser,
  newPage,
  shoot,
  startBrowser,
  type WatchedPage,
} from '../support/browser/browser.js';
import { buildGuides } from '../support/browser/built-guides.js';
import { findViolations } from '../support/browser/find-violations.js';
import type { ApiClient } from './api-client.js';
import { type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
let nobody: ApiClient;

beforeAll(async () => {
  buildGuides();
  api = await startApi();
  nobody = api.admin.as(undefined);
}, 120_000);
afterAll(() => api.stop());

describe('the guides', () => {
  it('are served without a key, under a policy that lets nothing run', async () => {
    const { status, headers, text } = await nobody.get('/guides');
    const policy = String(headers.get('content-security-policy'));

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1 id="guides">Guides</h1>');
    expect(policy).toContain("default-src 'none'; style-src 'self';");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect((await nobody.get('/guides/nowhere')).status).toBe(404);
  });

  it('are asked for again, and sent only when they are others', async () => {
    const { headers } = await nobody.get('/guides/errors');
    const tag = String(headers.get('etag'));

    const again = await fetch(`${api.admin.origin}/guides/errors`, {
      headers: { 'if-none-match': tag },
    });

    expect(headers.get('cache-control')).toBe('public, no-cache');
    expect(again.status).toBe(304);
  });

  it('lead from the API reference to each other', async () => {
    const { body } = await nobody.get('/openapi.json');
    const { description } = body['info'] as unknown as { description: string };
    const { text } = await nobody.get('/guides');
    const linked = [...text.matchAll(/href="(\/guides[^"#]*)"/g)].map(([, to]) => String(to));
    const statuses = await Promise.all([...new Set(linked)].map((to) => nobody.get(to)));

    expect(description).toContain('[guide](/guides)');
    expect(linked.length).toBeGreaterThan(5);
    expect(statuses.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

inBrowser('the guides in a browser', () => {
  let browser: Browser;
  let opened: WatchedPage[] = [];

  beforeAll(async () => (browser = await startBrowser()));
  afterAll(() => browser.close());
  afterEach(async () => {
    const pages = opened;
    opened = [];
    for (const { page } of pages) await page.context().close();
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
  });

  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const watched = await newPage(browser, options);
    opened.push(watched);
    await watched.page.goto(`${api.admin.origin}/guides${path}`);
    return watched.page;
  }

  const large = { width: 1280, height: 900 };
  const small = { width: 390, height: 844 };
  it.each([
    ['light', large],
    ['dark', large],
    ['light', small],
    ['dark', small],
  ] as const)('can be read by everybody, %s at %j', async (colorScheme, viewport) => {
    const page = await open('', { colorScheme, viewport });
    for (const path of ['', '/integrator', '/errors']) {
      await page.goto(`${api.admin.origin}/guides${path}`);

      expect([path, await findViolations(page)]).toEqual([path, []]);
      // nothing is wider than the screen but what scrolls by itself
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      await shoot(page, `guides${path.replace('/', '-')}-${colorScheme}-${viewport.width}`);
    }
  });

  it('show the place of an error that a link names', async () => {
    const page = await open('/errors#TENANCY_STORE_NOT_FOUND', { viewport: large });
    const heading = page.getByRole('heading', { name: 'TENANCY_STORE_NOT_FOUND' });

    expect((await heading.boundingBox())?.y).toBeLessThan(200);
  });
});
