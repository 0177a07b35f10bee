import { setTimeout as sleep } from 'node:timers/promises';

import { FixtureSite } from '../../support/fixture-site.js';

const pageMs = 30;
const html = { 'content-type': 'text/html; charset=utf-8' };
const banner = '<p>Free delivery on every order over fifty pounds this week only.</p>';

const page = (title: string, text: string) =>
  `<title>${title}</title><main><h1>${title}</h1>${banner}${text}</main>`;

/** Pages that end in every usual way: text, a repeated banner, a duplicate, a redirect, an error, nothing to read. */
export async function everyEndingShop(): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  const links = [...Array.from({ length: 12 }, (_, i) => `/p${i}`), '/moved', '/gone', '/empty'];
  site
    .page('/', page('Home', links.map((link) => `<a href="${link}">${link}</a>`).join(' ')))
    .redirect('/moved', '/p1', 301)
    .page('/empty', '<div></div>');
  site.onPattern(/^\/p\d+$/, async ({ url = '' }, response) => {
    await sleep(pageMs);
    const name = url === '/p11' ? '/p10' : url;
    const text = `<p>Article ${name} is made of oak, oiled twice.</p><h2>Care</h2><p>Wipe ${name} dry.</p>`;
    response
      .writeHead(200, html)
      .end(`<link rel="canonical" href="${name}">${page(name, text.repeat(3))}`);
  });
  return site;
}
