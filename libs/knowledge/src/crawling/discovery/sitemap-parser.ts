import { SitemapElements } from './sitemap-elements.js';
import { type SitemapEntry, sitemapEntry } from './sitemap-entry.js';

/** Where an XML declaration stands; waiting for more decides nothing. */
const scannedBytes = 256;
/** No address is longer. */
const maxLineLength = 2_100;

/**
 * Reads a sitemap as it arrives, in bounded memory: XML of pages or of further sitemaps, a feed (RSS, Atom), or plain text
 * with one address a line, in whichever encoding its first bytes name. What is built to be hostile is left unread.
 */
export class SitemapParser {
  private readonly elements: SitemapElements;
  private start: Uint8Array = new Uint8Array(0);
  private decoder: InstanceType<typeof TextDecoder> | null = null;
  private isText: boolean | null = null;
  private line = '';

  constructor(private readonly onEntry: (entry: SitemapEntry) => void) {
    this.elements = new SitemapElements(onEntry);
  }

  /** Set when the file declares entities, nests without end or is no text: nothing more of it is read. */
  get isRefused(): boolean {
    return this.elements.isRefused;
  }

  write(bytes: Uint8Array): void {
    if (this.decoder !== null) {
      this.feed(this.decoder.decode(bytes, { stream: true }));
      return;
    }
    this.start = Buffer.concat([this.start, bytes]);
    if (this.start.length >= scannedBytes) this.open();
  }

  end(): void {
    if (this.decoder === null) this.open();
    this.feed(this.decoder?.decode() ?? '');
    if (this.isText === true) this.lines('\n');
    else this.elements.end();
  }

  private open(): void {
    this.decoder = new TextDecoder(encodingOf(this.start));
    this.feed(this.decoder.decode(this.start, { stream: true }));
  }

  private feed(text: string): void {
    if (this.isText === null && text.trim() !== '') this.isText = /^\s*https?:/i.test(text);
    if (this.isText === true) this.lines(text);
    else this.elements.write(text);
  }

  private lines(text: string): void {
    const lines = (this.line + text).split(/\r\n|\r|\n/);
    this.line = (lines.pop() ?? '').slice(0, maxLineLength);
    for (const line of lines) {
      const entry = sitemapEntry('page', line);
      if (entry !== null) this.onEntry(entry);
    }
  }
}

/** By byte order mark, by the zeros of UTF-16, by the XML declaration; UTF-8 as the protocol asks where nothing is said. */
function encodingOf(start: Uint8Array): string {
  const text = Buffer.from(start.subarray(0, scannedBytes)).toString('latin1');
  if (/^(\xff\xfe|<\0)/.test(text)) return 'utf-16le';
  if (/^(\xfe\xff|\0<)/.test(text)) return 'utf-16be';
  const label = /^\s*(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(text)?.[1];
  try {
    const { encoding } = new TextDecoder(label ?? 'utf-8');
    // A declaration that could be read as ASCII is not UTF-16, whatever it says.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}
