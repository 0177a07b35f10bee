import { Parser } from 'htmlparser2';

const maxLocationLength = 2_048;

export interface SitemapEntry {
  kind: 'page' | 'sitemap';
  location: string;
}

/**
 * Reads a sitemap as it arrives, in constant memory: XML of pages or of further sitemaps, or plain text with one address
 * a line. Only `loc` elements are looked at; entities of a DTD are never expanded, so entity bombs stay text.
 */
export class SitemapParser {
  private readonly decoder = new TextDecoder('utf-8');
  private readonly parser: Parser;
  private readonly path: string[] = [];
  private location = '';
  private isText: boolean | null = null;
  private line = '';

  constructor(private readonly onEntry: (entry: SitemapEntry) => void) {
    this.parser = new Parser(
      {
        onopentagname: (name) => this.open(name),
        ontext: (text) => this.text(text),
        onclosetag: (_name, isImplied) => this.close(isImplied),
      },
      { xmlMode: true, decodeEntities: true },
    );
  }

  write(bytes: Uint8Array): void {
    this.feed(this.decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.feed(this.decoder.decode());
    if (this.isText === true) this.lines('\n');
    else this.parser.end();
  }

  private feed(text: string): void {
    if (this.isText === null && text.trim() !== '') this.isText = /^\s*https?:/i.test(text);
    if (this.isText === true) this.lines(text);
    else this.parser.write(text);
  }

  private lines(text: string): void {
    const lines = (this.line + text).split(/\r\n|\r|\n/);
    this.line = (lines.pop() ?? '').slice(0, maxLocationLength);
    for (const line of lines) this.emit('page', line.trim());
  }

  private open(name: string): void {
    // Nesting is shallow in any sitemap; deeper elements are only counted in depth, never kept.
    this.path.push(this.path.length < 8 ? localName(name) : '');
    this.location = '';
  }

  private text(text: string): void {
    if (this.path.at(-1) !== 'loc' || this.location.length > maxLocationLength) return;
    this.location += text;
  }

  private close(isCutOff: boolean): void {
    const name = this.path.pop();
    if (name !== 'loc' || isCutOff) return;
    const parent = this.path.at(-1);
    if (parent === 'url') this.emit('page', this.location.trim());
    if (parent === 'sitemap') this.emit('sitemap', this.location.trim());
    this.location = '';
  }

  private emit(kind: SitemapEntry['kind'], location: string): void {
    if (location !== '' && location.length <= maxLocationLength) this.onEntry({ kind, location });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
