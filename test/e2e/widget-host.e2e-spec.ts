import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import type { BrowserContextOptions, Page } from 'playwright-core';

import { labelNames } from '../../apps/api/src/widget/labels/labels.js';
import { english } from '../../apps/widget/src/labels.js';
import { inBrowser, newPage, shoot } from '../support/browser/browser.js';
import { findViolations } from '../support/browser/find-violations.js';
import { FixtureSite } from '../support/fixture-site.js';
import { startStaticSite } from '../support/static-site.js';
import { embed, WidgetPage } from './widget-page.js';
import { SAID, startWidgetShop, WASH, type WidgetShop } from './widget-shop.js';

/** The class of what has the focus in the widget, or nothing. */
const focused = (page: Page) =>
  page.evaluate<string>(
    `(document.activeElement?.shadowRoot?.activeElement?.className || document.activeElement?.shadowRoot?.activeElement?.localName) ?? ''`,
  );

const sizeOfText = `getComputedStyle(
  document.querySelector('[data-storehand]').shadowRoot.querySelector('.message.agent .text'),
).fontSize`;

/** A folder of a real shop's pages, where the machine has one. */
const sites = path.resolve('../shared/sites');
const realSite = existsSync(sites)
  ? readdirSync(sites)
      .map((name) => path.join(sites, name))
      .find((folder) => existsSync(path.join(folder, 'products')))
  : undefined;

let shop: WidgetShop;

inBrowser('the widget on the pages of a shop', () => {
  beforeAll(async () => {
    shop = await startWidgetShop();
    shop.stub.always({ text: SAID });
  });
  afterAll(() => shop?.stop());

  const looks: [string, string, BrowserContextOptions][] = [
    ['light', 'en', { colorScheme: 'light' }],
    ['dark', 'en', { colorScheme: 'dark' }],
    ['right to left', 'ar', {}],
    ['on a phone', 'de', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
    ['in forced colours', 'en', { forcedColors: 'active' }],
  ];

  it.each(looks)('has nothing that axe objects to: %s', async (name, lang, options) => {
    const { site, api, key, browser } = shop;
    embed(site, `/${lang}`, { api: api.admin.origin, key, lang });
    const widget = await WidgetPage.open(browser, `${site.origin}/${lang}`, {
      ...options,
      reducedMotion: 'reduce',
    });
    expect(await findViolations(widget.page)).toEqual([]);

    await widget.launcher.click();
    expect(await findViolations(widget.page)).toEqual([]);
    const answer = await widget.answerTo(WASH);
    await answer.locator('.feedback button').nth(1).click();
    await answer.locator('.why .chip').first().waitFor();
    await shoot(widget.page, `axe-${name.replaceAll(' ', '-')}`);
    expect(await findViolations(widget.page)).toEqual([]);
    await widget.dialog.locator('header button').first().click();
    await widget.dialog.locator('form.contact').waitFor();
    expect(await findViolations(widget.page)).toEqual([]);

    const direction = lang === 'ar' ? 'rtl' : 'ltr';
    expect(await widget.page.locator('.widget').getAttribute('dir')).toBe(direction);
    await widget.close();
  });

  it('is used with the keyboard alone, and gives the focus back', async () => {
    const widget = await WidgetPage.open(shop.browser, shop.url);
    const { page } = widget;
    const { keyboard } = page;

    await keyboard.press('Tab');
    expect(await focused(page)).toBe('launcher');
    await keyboard.press('Enter');
    expect(await focused(page)).toBe('textarea');
    await keyboard.type(WASH);
    await keyboard.press('Enter');
    await widget.dialog.locator('.feedback').waitFor();
    const seen: string[] = [];
    for (let i = 0; i < 12 && !seen.includes('log'); i++) {
      await keyboard.press('Shift+Tab');
      seen.push(await focused(page));
    }
    expect(seen).toEqual(['plain', 'plain', 'a', 'mark', 'log']);
    await keyboard.press('Escape');

    expect(await focused(page)).toBe('launcher');
    expect(await widget.dialog.isVisible()).toBe(false);
    await widget.close();
  });

  it('keeps the focus where it fills a phone', async () => {
    const small = { viewport: { width: 360, height: 640 } };
    const widget = await WidgetPage.open(shop.browser, shop.url, small);
    await widget.launcher.click();

    const box = await widget.dialog.boundingBox();
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      await widget.page.keyboard.press('Tab');
      seen.add(await focused(widget.page));
    }

    expect(box).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    expect(await widget.dialog.getAttribute('aria-modal')).toBe('true');
    expect(seen).not.toContain('');
    expect(seen).toContain('textarea');
    await widget.close();
  });

  it('works under the strictest policy, with nothing reported', async () => {
    const { site, api, key, browser } = shop;
    const { origin } = api.admin;
    const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'`;
    embed(site, '/strict', { api: origin, key, policy });
    const widget = await WidgetPage.open(browser, `${site.origin}/strict`);
    await widget.launcher.click();

    await widget.answerTo(WASH);

    expect(widget.errors).toEqual([]);
    const box = await widget.dialog.boundingBox();
    expect(box?.width).toBe(392);
    await widget.close();
  });

  it('moves nothing on the page, and stores and begins nothing before the first message', async () => {
    const { page, errors } = await newPage(shop.browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    await page.addInitScript(
      `window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
         .observe({ type: 'layout-shift', buffered: true });`,
    );
    await page.goto(shop.url);
    const launcher = page.locator('[data-storehand] .launcher');
    await launcher.waitFor();
    await launcher.click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await launcher.click();

    const kept = await page.evaluate(
      `indexedDB.databases().then((all) => [document.cookie, localStorage.length, sessionStorage.length, all.length])`,
    );
    expect(kept).toEqual(['', 0, 0, 0]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('moved')).toBe(0);
    const ofApi = asked.filter((one) => one.includes(shop.api.admin.origin));
    expect(ofApi).toEqual([
      `GET ${shop.api.admin.origin}/widget.js`,
      `GET ${shop.api.admin.origin}/api/v1/widget-config?language=en`,
    ]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('looks the same under styles that would spoil it', async () => {
    const { site, api, key, browser } = shop;
    const head = `<style>html { font-size: 44px; letter-spacing: 9px }
      body * { all: unset !important; display: none !important; color: red !important; transform: rotate(9deg) !important }
      body { transform: none; direction: ltr; text-transform: uppercase }</style>`;
    embed(site, '/hostile', { api: api.admin.origin, key, head });
    const widget = await WidgetPage.open(browser, `${site.origin}/hostile`);
    await widget.launcher.click();

    await widget.answerTo(WASH);
    await shoot(widget.page, 'hostile');

    const box = await widget.dialog.boundingBox();
    expect([box?.width ?? 0, box?.height ?? 0].map(Math.round)).toEqual([392, 640]);
    const text = widget.answers.first().locator('.text');
    expect(await widget.page.evaluate(sizeOfText)).toBe('15px');
    expect(await text.innerText()).toContain('Wash the feathercloud');
    await widget.close();
  });

  it('rests below a modal dialog of the page, and goes on as it was left', async () => {
    const { site, api, key, browser } = shop;
    const body = '<p>Pillows</p><dialog><p>Sizes</p><button autofocus>Close</button></dialog>';
    embed(site, '/modal', { api: api.admin.origin, key, body });
    const widget = await WidgetPage.open(browser, `${site.origin}/modal`);
    const { page } = widget;
    await widget.launcher.click();
    await widget.answerTo(WASH);
    await widget.input.fill('And how do I');
    const box = await widget.launcher.boundingBox();

    await page.evaluate(`document.querySelector('dialog').showModal()`);
    await shoot(page, 'modal');
    const met = `document.elementFromPoint(${(box?.x ?? 0) + 30}, ${(box?.y ?? 0) + 30}).localName`;
    expect(await page.evaluate(met)).toBe('dialog');
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    expect(await focused(page)).toBe('');
    expect(await widget.window.isVisible()).toBe(true);

    await page.evaluate(`document.querySelector('dialog').close()`);
    expect(await focused(page)).toBe('textarea');
    await page.keyboard.type(' dry it?');
    expect(await widget.input.inputValue()).toBe('And how do I dry it?');
    expect(await widget.answers.count()).toBe(1);
    await widget.close();
  });

  it('shows nothing on a site that its key is not for, and says why to its owner', async () => {
    const other = await FixtureSite.start();
    embed(other, '/', { api: shop.api.admin.origin, key: shop.key });
    const { page } = await newPage(shop.browser);
    const warned = page.waitForEvent('console', (line) =>
      line.text().includes('Storehand widget:'),
    );

    await page.goto(`${other.origin}/`);

    expect((await warned).text()).toMatch(/origin|site/i);
    expect(await page.locator('[data-storehand]').count()).toBe(0);
    await page.context().close();
    await other.stop();
  });

  (realSite ? it : it.skip)(
    `works on pages of a real shop${realSite ? '' : ' (skipped: there is none here)'}`,
    async () => {
      const files = await startStaticSite(realSite ?? '');
      const host = await FixtureSite.start();
      const { api, storeId, browser } = shop;
      const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
        kind: 'widget',
        allowed_origins: [host.origin],
      });
      const tag = `<script async src="${api.admin.origin}/widget.js" data-key="${body['key']}"></script>`;
      host.onPattern(/./, async ({ url = '/' }, response) => {
        const page = await fetch(`${files.origin}${url}`);
        const type = page.headers.get('content-type') ?? 'text/html';
        const text = await page.text();
        response
          .writeHead(page.status, { 'content-type': type })
          .end(text.replace(/<\/body>/i, `${tag}</body>`));
      });
      const folder = (name: string) =>
        readdirSync(path.join(realSite ?? '', name)).filter((file) => /\.html$/.test(file))[0] ??
        '';
      for (const target of ['/index.html', `/products/${encodeURIComponent(folder('products'))}`]) {
        const { page } = await newPage(browser);
        await page.goto(`${host.origin}${target}`, { waitUntil: 'domcontentloaded' });
        await page.locator('[data-storehand] .launcher').click();
        const input = page.getByRole('dialog').locator('.composer textarea');
        await input.fill(WASH);
        await input.press('Enter');
        await page.getByRole('dialog').locator('.feedback').waitFor();
        await shoot(page, `real-${target.split('/')[1]}`);
        await page.context().close();
      }
      await Promise.all([files.stop(), host.stop()]);
    },
  );
});

describe('what the API gives to a widget', () => {
  it('is under 20 KB compressed, and says in all languages the same things', () => {
    const script = readFileSync('dist/apps/widget/widget.js');

    expect(gzipSync(script).length).toBeLessThan(20_000);
    expect(Object.keys(english).sort()).toEqual([...labelNames].sort());
  });
});
