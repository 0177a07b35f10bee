import { MadeUpPages } from '../made-up/made-up-pages.js';
import { siteFile, type SiteFiles } from './memory-site.js';

/** A website to be crawled, under the name that the figures stand by. */
export interface NamedSite {
  name: string;
  files: SiteFiles;
  start: string;
}

const kilobyte = 1_024;
const docsPageLinks = 30;
const docsSections = 4;
const menuLinks = 400;
const cards = 60;
const scriptBytes = 120 * kilobyte;

/** Many small pages, as documentation has them: a side menu, headings, paragraphs, code and tables. */
export function madeUpDocs(pages = 500): NamedSite {
  const words = new MadeUpPages(5);
  const files = Array.from({ length: pages }, (_, n): [string, string] => {
    const sections = Array.from(
      { length: docsSections },
      () =>
        `<h2>${words.words(4)}</h2><p>${words.words(60)}</p><pre>${words.words(12)}</pre>` +
        `<table><tr><th>${words.words(1)}</th><th>${words.words(1)}</th></tr><tr><td>${words.words(3)}</td><td>${words.words(6)}</td></tr></table>`,
    );
    const menu = links(pages, n, docsPageLinks, (at) => `/docs/${at}.html`);
    const title = words.words(3);
    return [`/docs/${n}.html`, html(title, `<nav>${menu}</nav>`, sections.join('\n'), '')];
  });
  return { name: 'docs', files: served(files), start: '/docs/0.html' };
}

/** Few large pages, as shops have them: scripts, a menu of hundreds of links, a grid of other products, data of the own one. */
export function madeUpShop(pages = 150): NamedSite {
  const words = new MadeUpPages(7);
  const script = `<script>var data=${JSON.stringify(words.words(scriptBytes / 7))};</script>`;
  const menu = `<nav class="menu">${links(pages, 0, menuLinks, (at) => `/products/item-${at}`)}</nav>`;
  const drawers = Array.from(
    { length: 40 },
    (_, at) =>
      `<div class="drawer" id="d${at}"><ul><li><span>${words.words(8)}</span></li></ul></div>`,
  ).join('\n');
  const files = Array.from({ length: pages }, (_, n): [string, string] => {
    const name = words.words(4);
    const data = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name,
      sku: `S-${n}`,
      description: words.words(40),
      offers: { '@type': 'Offer', price: `${n + 9}.50`, priceCurrency: 'EUR' },
    };
    const grid = Array.from({ length: cards }, (_, at) => card((n * 7 + at) % pages, words)).join(
      '\n',
    );
    const own =
      `<p class="price">€${n + 9}.50</p><p>${words.words(120)}</p><ul><li>${words.words(8)}</li><li>${words.words(8)}</li></ul>` +
      `<form action="/cart/add"><button name="add">Add to cart</button></form>`;
    const head = `<script type="application/ld+json">${JSON.stringify(data)}</script>${script}`;
    return [
      `/products/item-${n}`,
      html(name, head + menu + drawers, own, `<aside>${grid}</aside>`),
    ];
  });
  return { name: 'shop', files: served(files), start: '/products/item-0' };
}

function card(at: number, words: MadeUpPages): string {
  const attributes = `data-id="${at}" data-sizes="auto" data-widths="[180,360,540,720,900,1080]"`;
  return (
    `<div class="grid-item"><div class="card"><a href="/products/item-${at}"><picture>` +
    `<source srcset="/img/${at}_360.webp 360w, /img/${at}_720.webp 720w"><img class="lazy" ${attributes} alt="${words.words(4)}" src="/img/${at}.jpg">` +
    `</picture></a><div class="info"><a href="/products/item-${at}"><span class="name">${words.words(4)}</span></a>` +
    `<span class="price"><span class="money">€${at + 9}.50</span></span><svg viewBox="0 0 20 20"><path d="M10 1l3 6 6 1-4 4 1 6-6-3-6 3 1-6-4-4 6-1z"/></svg></div></div></div>`
  );
}

function links(pages: number, n: number, count: number, href: (at: number) => string): string {
  return Array.from({ length: Math.min(count, pages * 3) }, (_, at) => {
    const to = at === 0 ? (n + 1) % pages : (n + at * at) % pages;
    return `<a href="${href(to)}">${to}</a>`;
  }).join('\n');
}

function html(title: string, before: string, main: string, after: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${before}` +
    `<main><h1>${title}</h1>${main}</main>${after}<footer><p>All rights reserved by the makers of this site.</p></footer></body></html>`
  );
}

function served(files: readonly [string, string][]): SiteFiles {
  return new Map(files.map(([name, body]) => [name, siteFile(body)]));
}
