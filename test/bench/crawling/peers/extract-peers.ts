import { loadPeer } from './load-peer.js';

interface Page {
  url: string;
  body: Uint8Array;
  contentType: string;
  robotsTag: string;
}

export interface Extractor {
  name: string;
  extract(html: string, page: Page): string;
}

/** What is used of the peers, which are not installed where types are checked. */
interface Linkedom {
  parseHTML(html: string): { document: object };
}
interface ReadabilityPackage {
  Readability: new (document: object) => { parse(): { content: string } | null };
}
interface Turndown {
  default: new () => { turndown(html: string): string };
}
interface Selection {
  remove(): Selection;
  html(): string | null;
  text(): string;
  first(): Selection;
  length: number;
}
interface Cheerio {
  load(html: string): (selector: string) => Selection;
}

const furniture =
  'script, style, noscript, template, svg, iframe, nav, header, footer, aside, form';

/** The two usual ways from HTML to Markdown, as their manuals show them. */
export async function loadExtractors(folder: string): Promise<Extractor[]> {
  const { parseHTML } = await loadPeer<Linkedom>(folder, 'linkedom');
  const { Readability } = await loadPeer<ReadabilityPackage>(folder, '@mozilla/readability');
  const { default: Turndown } = await loadPeer<Turndown>(folder, 'turndown');
  const { load } = await loadPeer<Cheerio>(folder, 'cheerio');
  const turndown = new Turndown();
  return [
    {
      name: 'linkedom, Readability, turndown',
      extract: (html) => {
        const article = new Readability(parseHTML(html).document).parse();
        return article === null ? '' : turndown.turndown(article.content);
      },
    },
    {
      name: 'cheerio strip, turndown',
      extract: (html) => {
        const $ = load(html);
        $(furniture).remove();
        return turndown.turndown($('body').html() ?? '');
      },
    },
  ];
}

/** How many characters of text a page holds where its markup says that its own is, else outside of menus. */
export async function mainTextLength(folder: string): Promise<(html: string) => number> {
  const { load } = await loadPeer<Cheerio>(folder, 'cheerio');
  return (html) => {
    const $ = load(html);
    $(furniture).remove();
    const main = $('main, [role=main], article').first();
    const text = main.length > 0 ? main.text() : $('body').text();
    return text.replace(/\s+/g, ' ').trim().length;
  };
}
