import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';

export type FixtureAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

export interface FixturePage {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/**
 * A website on loopback whose every answer a test writes: pages, robots, redirects, and the ways in which sites are
 * hostile. Counts what it was asked, so that "was never fetched" can be shown.
 */
export class FixtureSite {
  readonly requests: string[] = [];
  /** The most requests that were ever open at the same time. */
  maxOpen = 0;
  private open = 0;
  private readonly answers = new Map<string, FixtureAnswer>();
  private readonly patterns: { pattern: RegExp; answer: FixtureAnswer }[] = [];

  private constructor(
    private readonly server: Server,
    /** `127.0.0.1:<port>`, also after `stop`. */
    readonly host: string,
  ) {}

  static async start(): Promise<FixtureSite> {
    const server = createServer({ keepAlive: true });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const site = new FixtureSite(server, `127.0.0.1:${port}`);
    server.on('request', (request, response) => void site.serve(request, response));
    return site;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  url(target: string): URL {
    return new URL(target, this.origin);
  }

  /** `page` is the HTML of a 200, or a whole answer. */
  page(target: string, page: string | FixturePage): this {
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof page === 'string' ? { body: page } : page;
    return this.on(target, (_request, response) => {
      response
        .writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers })
        .end(body);
    });
  }

  robots(body: string, status = 200): this {
    return this.page('/robots.txt', { status, body, headers: { 'content-type': 'text/plain' } });
  }

  sitemap(urls: readonly string[], target = '/sitemap.xml'): this {
    const entries = urls.map(
      (url) => `<url><loc>${this.url(url).href.replaceAll('&', '&amp;')}</loc></url>`,
    );
    const body = `<?xml version="1.0"?><urlset>${entries.join('')}</urlset>`;
    return this.page(target, { body, headers: { 'content-type': 'application/xml' } });
  }

  redirect(from: string, to: string, status = 302): this {
    return this.page(from, { status, headers: { location: to } });
  }

  /** Answers after a while. */
  slow(target: string, ms: number, body = '<p>late</p>'): this {
    return this.on(target, async (_request, response) => {
      await sleep(ms, undefined, { ref: false });
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
  }

  /** What is answered there comes once this has. */
  holdUntil(target: string, moment: Promise<unknown>): this {
    const answer = this.answers.get(target);
    return this.on(target, async (request, response) => {
      await moment;
      await answer?.(request, response);
    });
  }

  /** A small compressed body that unpacks to many megabytes. */
  gzipBomb(target: string, megabytes: number): this {
    return this.on(target, async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const gzip = createGzip({ level: 9 });
      gzip.pipe(response);
      const block = Buffer.alloc(1024 * 1024, 'a');
      for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
        if (!gzip.write(block)) await drained(gzip, response);
      }
      gzip.end();
    });
  }

  /** A body that never ends: `everyMs` 0 sends as fast as it is read, 1000 sends a byte a second. */
  endless(target: string, everyMs = 0): this {
    return this.on(target, async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const piece = everyMs === 0 ? '<p>more</p>'.repeat(1_000) : 'x';
      while (!response.destroyed) {
        if (!response.write(piece)) await drained(response, response);
        await sleep(everyMs, undefined, { ref: false });
      }
    });
  }

  /** A calendar whose every month links to the next: `/calendar/0`, `/calendar/1`, … */
  calendar(prefix = '/calendar/'): this {
    const pattern = new RegExp(`^${prefix}(\\d+)$`);
    return this.onPattern(pattern, (request, response) => {
      const month = Number(pattern.exec(request.url ?? '')?.[1]);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<h1>Month ${month}</h1><p>Nothing on.</p><a href="${prefix}${month + 1}">Next</a>`,
      );
    });
  }

  on(target: string, answer: FixtureAnswer): this {
    this.answers.set(target, answer);
    return this;
  }

  onPattern(pattern: RegExp, answer: FixtureAnswer): this {
    this.patterns.push({ pattern, answer });
    return this;
  }

  /** Forgets all pages and requests, for the next test. */
  reset(): void {
    this.answers.clear();
    this.patterns.length = 0;
    this.requests.length = 0;
    this.maxOpen = 0;
  }

  /** How often a path was asked for. */
  count(target: string): number {
    return this.requests.filter((request) => request === target).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '/';
    this.requests.push(target);
    this.open += 1;
    this.maxOpen = Math.max(this.maxOpen, this.open);
    response.once('close', () => (this.open -= 1));
    const answer =
      this.answers.get(target) ?? this.patterns.find(({ pattern }) => pattern.test(target))?.answer;
    if (answer === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('404');
    else await answer(request, response);
  }
}

/** Until the stream takes more, or the client has gone. */
async function drained(stream: NodeJS.EventEmitter, response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const options = { signal: settled.signal };
  await Promise.race([once(stream, 'drain', options), once(response, 'close', options)]);
  settled.abort();
}
