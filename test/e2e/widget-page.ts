import { spawnSync } from 'node:child_process';

import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

import { newPage } from '../support/browser/browser.js';
import type { FixtureSite } from '../support/fixture-site.js';
import type { ApiClient } from './api-client.js';

/** The script as a deployment has it; a few seconds, and the same whoever builds it. */
export function buildWidget(): void {
  const { status, stderr } = spawnSync(process.execPath, ['apps/widget/build.mjs'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the widget could not be built: ${stderr}`);
}

export interface Embedded {
  api: string;
  key: string;
  /** Of the script tag. */
  attributes?: string;
  /** Of the page around it. */
  lang?: string;
  head?: string;
  body?: string;
  policy?: string;
}

const filler = '<p>We make pillows.</p>'.repeat(60);

/** A page of a shop with the widget on it. */
export function embed(site: FixtureSite, path: string, embedded: Embedded): FixtureSite {
  const { api, key, attributes = '', lang = 'en', head = '', body = filler, policy } = embedded;
  const script = `<script async src="${api}/widget.js" data-key="${key}" ${attributes}></script>`;
  return site.page(path, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
    },
    body: `<!doctype html><html lang="${lang}"><head><title>A shop</title><meta name="viewport" content="width=device-width">
      ${head}</head><body><main><h1>Pillows</h1>${body}</main>${script}</body></html>`,
  });
}

/** A widget key of a store for these origins. */
export async function aWidgetKey(admin: ApiClient, storeId: string, ...origins: string[]) {
  const path = `/api/v1/stores/${storeId}/keys`;
  const { body } = await admin.post(path, { kind: 'widget', allowed_origins: origins });
  return String(body['key']);
}

/** The widget on a page, as a shopper meets it. */
export class WidgetPage {
  private constructor(
    readonly page: Page,
    readonly errors: string[],
  ) {}

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}) {
    const { page, errors } = await newPage(browser, options);
    await page.goto(url);
    const widget = new WidgetPage(page, errors);
    await widget.launcher.waitFor();
    return widget;
  }

  get launcher(): Locator {
    return this.page.locator('[data-storehand] .launcher');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The same, also while a dialog of the page is the only one that counts. */
  get window(): Locator {
    return this.page.locator('[data-storehand] .window');
  }

  get input(): Locator {
    return this.window.locator('.composer textarea');
  }

  get answers(): Locator {
    return this.dialog.locator('.message.agent');
  }

  get status(): Locator {
    return this.dialog.locator('.status');
  }

  async ask(question: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.input.fill(question);
    await this.input.press('Enter');
    return this.answers.nth(before);
  }

  /** Asks, and waits until the answer is whole. */
  async answerTo(question: string): Promise<Locator> {
    const answer = await this.ask(question);
    await answer.locator('.feedback, .chip').first().waitFor();
    return answer;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
