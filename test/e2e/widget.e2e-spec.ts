import type { INestApplicationContext } from '@nestjs/common';
import type { Browser } from 'playwright-core';

import { inBrowser, shoot, startBrowser } from '../support/browser/browser.js';
import { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';
import { aWidgetKey, buildWidget, embed, WidgetPage } from './widget-page.js';

const WASH = 'How do I wash the feathercloud pillow?';
const SAID = 'Wash the feathercloud pillow at **40 °C** on a gentle cycle and dry it flat [1].';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let stub: OpenAiStub;
let browser: Browser;
let client: ApiClient;
let storeId: string;
let key: string;

inBrowser('the widget on a page', () => {
  beforeAll(async () => {
    buildWidget();
    [site, stub, browser] = await Promise.all([startShop(), OpenAiStub.start(), startBrowser()]);
    worker = await startWorker(site);
    api = await startApi({
      OPENAI_BASE_URL: stub.baseUrl,
      CHAT_MODEL: 'a-model',
      CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    });
    ({ storeId, client } = await aStoreWithKey(api.admin, 'Feathers'));
    key = await aWidgetKey(api.admin, storeId, site.origin);
    await ingest(client, storeId, `${site.origin}/`);
    await client.call('PUT', `/api/v1/stores/${storeId}/agent-settings`, {
      body: {
        widget: {
          color: '#1f6f5c',
          privacy_url: `${site.origin}/privacy`,
          texts: [
            {
              language: null,
              suggestions: [WASH, 'How long may I return it?'],
              labels: { title: 'Feathercloud help' },
            },
          ],
        },
      },
    });
    embed(site, '/shop', { api: api.admin.origin, key });
  });

  beforeEach(() => stub.forget().always({ text: SAID }));

  afterAll(async () => {
    await browser?.close();
    await api?.stop();
    await worker?.close();
    await Promise.all([site?.stop(), stub?.stop()]);
  });

  it('answers with a citation that opens the page at its words', async () => {
    const widget = await WidgetPage.open(browser, `${site.origin}/shop`);
    await shoot(widget.page, 'closed');
    await widget.launcher.click();
    await shoot(widget.page, 'open');

    const answer = await widget.answerTo(WASH);
    await shoot(widget.page, 'answered');

    expect(await answer.locator('.text').innerText()).toContain(
      'Wash the feathercloud pillow at 40 °C',
    );
    expect(await answer.locator('strong').innerText()).toBe('40 °C');
    expect(await answer.locator('a.mark').getAttribute('aria-label')).toContain('Source 1: Care');
    await answer.locator('.sources a').click();
    await widget.page.waitForURL(`${site.origin}/care*`);
    expect(widget.errors).toEqual([]);
    await widget.close();
  });
});
