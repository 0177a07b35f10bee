import { Parser } from 'htmlparser2';

import { type SitemapEntry, sitemapEntry } from './sitemap-entry.js';

/** Real ones have four levels. */
const maxDepth = 32;
/** Of input without any element, text or comment that ends; real files have one every few hundred characters. */
const maxSilence = 1_024 * 1_024;
const maxTextLength = 4_096;
/** Languages of one page. */
const maxAlternates = 200;

type Item = 'url' | 'sitemap' | 'item' | 'entry';

const itemKinds: Readonly<Record<Item, SitemapEntry['kind']>> = {
  url: 'page',
  sitemap: 'sitemap',
  item: 'page',
  entry: 'page',
};
/** What says where the item is (`guid` and `id` may be no address), and when it last changed. */
const locationNames: Readonly<Record<Item, string>> = {
  url: 'loc',
  sitemap: 'loc',
  item: 'link',
  entry: 'link',
};
const dateNames: readonly string[] = ['lastmod', 'pubdate', 'updated'];

/**
 * The XML of sitemaps, sitemap indexes, RSS and Atom, whatever namespaces it claims. Entities of a document type are
 * never expanded: a file that declares some is refused, as is one that nests or goes on without end.
 */
export class SitemapElements {
  isRefused = false;
  private readonly parser: Parser;
  private readonly path: string[] = [];
  /** Depth of the item that is open, zero outside of any; items do not nest. */
  private itemDepth = 0;
  private silence = 0;
  private text = '';
  private location = '';
  private date = '';
  private alternates: string[] = [];

  constructor(private readonly onEntry: (entry: SitemapEntry) => void) {
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => this.open(localName(name), attributes),
        ontext: (text) => this.addText(text),
        onclosetag: (_name, isImplied) => this.close(isImplied),
        oncomment: () => void (this.silence = 0),
        onprocessinginstruction: (_name, data) => this.declare(data),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  write(text: string): void {
    if (this.isRefused) return;
    this.silence += text.length;
    this.parser.write(text);
    if (this.silence > maxSilence) this.refuse();
  }

  end(): void {
    if (!this.isRefused) this.parser.end();
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.silence = 0;
    this.path.push(name);
    this.text = '';
    if (this.path.length > maxDepth) this.refuse();
    if (this.itemDepth === 0 && isItem(name)) this.itemDepth = this.path.length;
    else if (name === 'link') this.link(attributes);
  }

  /** `xhtml:link` of a sitemap names the page in other languages, `link` of Atom the page itself. */
  private link({ rel = 'alternate', href = '', hreflang }: Record<string, string>): void {
    const item = this.openItem(2);
    if (item === null || rel.toLowerCase() !== 'alternate') return;
    if (item === 'entry') this.location ||= href;
    else if (hreflang !== undefined && this.alternates.length < maxAlternates) {
      this.alternates.push(href);
    }
  }

  private addText(text: string): void {
    if (this.text.length < maxTextLength) {
      this.silence = 0;
      this.text += text;
    }
  }

  private close(isCutOff: boolean): void {
    this.silence = 0;
    const name = this.path.pop() ?? '';
    if (isCutOff || this.isRefused) return;
    if (isItem(name) && this.path.length + 1 === this.itemDepth) this.finish(name);
    else this.keep(name);
    this.text = '';
  }

  private keep(name: string): void {
    const item = this.openItem(1);
    if (item === null) return;
    if (name === locationNames[item]) this.location ||= this.text;
    else if (dateNames.includes(name)) this.date = this.text;
  }

  private finish(item: Item): void {
    for (const location of [this.location, ...this.alternates]) {
      const entry = sitemapEntry(itemKinds[item], location, this.date);
      if (entry !== null) this.onEntry(entry);
    }
    this.location = this.date = '';
    this.alternates = [];
    this.itemDepth = 0;
  }

  private declare(data: string): void {
    this.silence = 0;
    if (/!\s*ENTITY/i.test(data)) this.refuse();
  }

  private refuse(): void {
    this.isRefused = true;
    this.parser.pause();
  }

  /** The open item, when it is the innermost element but `below - 1`. */
  private openItem(below: number): Item | null {
    const name = this.path.at(-below);
    const isInnermost = this.path.length - below + 1 === this.itemDepth;
    return isInnermost && name !== undefined && isItem(name) ? name : null;
  }
}

const isItem = (name: string): name is Item => Object.hasOwn(itemKinds, name);

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
