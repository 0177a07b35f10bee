import type { Browser } from 'playwright-core';

import { FixtureSite } from '../fixture-site.js';
import { inBrowser, newPage, startBrowser } from './browser.js';

inBrowser('the browser of the suites', () => {
  let browser: Browser;
  let site: FixtureSite;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), FixtureSite.start()]);
  });

  afterAll(() => Promise.all([browser?.close(), site?.stop()]));

  it('shows pages of loopback, under any name of localhost', async () => {
    site.page('/', '<title>Here</title>');
    const { page } = await newPage(browser);
    const port = site.host.split(':')[1];

    for (const host of [site.host, `localhost:${port}`, `shop.localhost:${port}`]) {
      await page.goto(`http://${host}/`);
      expect(await page.title()).toBe('Here');
    }
  });

  it.each(['http://example.com/', 'http://93.184.215.14/', 'http://10.0.0.1/', 'http://[::2]/'])(
    'reaches nothing else: %s',
    async (url) => {
      const { page } = await newPage(browser);

      await expect(page.goto(url)).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    },
  );

  it('tells what went wrong on a page', async () => {
    site.page(
      '/bad',
      '<script>throw new Error("thrown")</script><script>console.error("said")</script>',
    );
    const { page, errors } = await newPage(browser);

    await page.goto(`${site.origin}/bad`);

    expect(errors).toEqual(expect.arrayContaining(['thrown', 'said']));
  });
});
