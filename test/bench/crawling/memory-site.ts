import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
};

const typeOf = (name: string) => types[path.extname(name)] ?? 'text/html';

export interface SiteFile {
  body: Buffer;
  etag: string;
}
/** By their decoded paths. */
export type SiteFiles = Map<string, SiteFile>;

export function siteFile(body: Buffer | string): SiteFile {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  return { body: bytes, etag };
}

/** The pages, sitemaps and plain texts of a folder. */
export function filesOfFolder(folder: string): SiteFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .filter((name) => types[path.extname(name)] !== undefined)
    .filter((name) => statSync(path.join(folder, name)).isFile());
  return new Map(
    files.map((name) => [
      `/${name.split(path.sep).join('/')}`,
      siteFile(readFileSync(path.join(folder, name))),
    ]),
  );
}

/** A website served from memory, so that reading its files costs those who are compared nothing. */
export class MemorySite {
  /** Answered since the start, by status. */
  readonly answers: Record<number, number> = {};

  private constructor(
    private readonly server: Server,
    private readonly files: SiteFiles,
    private readonly hasValidators: boolean,
  ) {
    server.on('request', (request, response) => this.answer(request, response));
  }

  /** `hasValidators`: pages are sent with an ETag, and not again to whom names it. */
  static async start(files: SiteFiles, { hasValidators = true } = {}): Promise<MemorySite> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new MemorySite(server, new Map(files), hasValidators);
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** Gives every n-th page another paragraph; returns how many that were. */
  changeEvery(nth: number, text: string): number {
    const pages = [...this.files].filter(([name]) => typeOf(name) === 'text/html');
    const chosen = pages.filter((_, at) => at % nth === nth - 1);
    for (const [name, { body }] of chosen) {
      // byte for byte, whatever charset the page is in
      const html = body.toString('latin1');
      // the first heading may be the shop's name, which is on all pages and no text of any
      const longest = (html.match(/<p\b[^>]*>.*?<\/p>/gis) ?? ['</h1>']).reduce((one, other) =>
        other.length > one.length ? other : one,
      );
      const changed = html.replace(longest, () => `${longest}<p>${text}</p>`);
      this.files.set(name, siteFile(Buffer.from(changed, 'latin1')));
    }
    return chosen.length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  private answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const [name, file] = this.find(decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/'));
    const status = file === undefined ? 404 : headers['if-none-match'] === file.etag ? 304 : 200;
    this.answers[status] = (this.answers[status] ?? 0) + 1;
    if (file === undefined) return void response.writeHead(404).end();
    if (status === 304) return void response.writeHead(304, { etag: file.etag }).end();
    response.writeHead(200, {
      'content-type': typeOf(name),
      'content-length': file.body.length,
      ...(this.hasValidators && { etag: file.etag }),
    });
    response.end(file.body);
  }

  private find(name: string): [string, SiteFile | undefined] {
    const found = this.files.get(name);
    if (found !== undefined) return [name, found];
    const index = path.posix.join(name, 'index.html');
    return [index, this.files.get(index)];
  }
}
