import { setTimeout as sleep } from 'node:timers/promises';

import type { FixtureSite } from '../../support/fixture-site.js';

/** More than one slice of crawling reads. */
export const slowPages = 100;
const pageMs = 130;

/** A shop whose crawl takes long enough to be stopped in the middle. */
export function makeSlow(site: FixtureSite): void {
  const links = Array.from({ length: slowPages - 1 }, (_, i) => `<a href="/p${i}">${i}</a>`);
  const home = `<title>Home</title><main><h1>Home</h1><p>Our shop.</p>${links.join(' ')}</main>`;
  site.page('/', home);
  site.onPattern(/^\/p\d+$/, async ({ url = '' }, response) => {
    await sleep(pageMs);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>${url}</title><main><p>Article ${url} is made of oak.</p></main>`);
  });
}
