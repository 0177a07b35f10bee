import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { runCli } from '../../apps/cli/src/run-cli.js';
import { whole, wholeAnswer } from './whole-answer.js';

export type Reply = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface SeenRequest {
  route: string;
  body: unknown;
  headers: IncomingMessage['headers'];
}

export interface Around {
  signal?: AbortSignal;
  apiKey?: string;
  isTTY?: boolean;
  columns?: number;
}

/**
 * The CLI against an API that answers from a script: `routes['GET /stores'] = () => ({ … })`, whose fields are completed by
 * the document. A route without a script answers 404, a script that returns nothing 204.
 */
export class CliSession {
  routes: Record<string, Reply> = {};
  seen: SeenRequest[] = [];
  url = '';
  private readonly dataDir = mkdtempSync(path.join(tmpdir(), 'cli-'));
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    rmSync(this.dataDir, { recursive: true });
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Forgets scripts and requests, and the key of the machine. */
  reset(): void {
    this.routes = {};
    this.seen = [];
    rmSync(path.join(this.dataDir, 'admin-key'), { force: true });
  }

  /** As an embedded server on this machine leaves its key. */
  leaveAdminKey(key: string): void {
    writeFileSync(path.join(this.dataDir, 'admin-key'), `${key}\n`);
  }

  run(...args: string[]) {
    return this.runIn({}, ...args);
  }

  async runIn(around: Around, ...args: string[]) {
    const written = { out: '', err: '' };
    const { isTTY = false, columns = 80, signal = new AbortController().signal } = around;
    const code = await runCli(args, {
      environment: {
        apiUrl: `${this.url}/api/v1/`,
        apiKey: 'apiKey' in around ? around.apiKey : 'secret',
        dataDir: this.dataDir,
        hasColor: false,
        program: 'storehand',
      },
      stdout: { write: (chunk) => (written.out += chunk), isTTY, columns },
      stderr: { write: (chunk) => (written.err += chunk), isTTY, columns },
      signal,
      pollMs: 2,
    });
    return { code, ...written };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url?.replace('/api/v1', '')}`;
    const raw = await text(request);
    const isJson = request.headers['content-type'] === 'application/json';
    const body: unknown = isJson ? JSON.parse(raw) : raw || undefined;
    this.seen.push({ route, body, headers: request.headers });
    const result = this.routes[route]?.(request, response);
    if (result === response) return;
    if (result === undefined) response.writeHead(route in this.routes ? 204 : 404).end();
    else {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(response.statusCode < 300 ? wholeAnswer(route, result) : result));
    }
  }
}

const carried: Record<string, string> = { done: 'Message', citation: 'Citation', usage: 'Usage' };

/** Sends events as a server-sent-event stream, cut in the middle of characters and lines as a network may. */
export function streaming(...events: [event: string, data: unknown][]): Reply {
  return (_, response) => {
    response.setHeader('content-type', 'text/event-stream');
    const wire = events.map(([event, data], id) => {
      const sent = JSON.stringify(event in carried ? whole(carried[event] ?? '', data) : data);
      return `id: ${id}\nevent: ${event}\ndata: ${sent}\n\n`;
    });
    const bytes = Buffer.from(wire.join(': still here\n\n'));
    for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
    return response.end();
  };
}

export const refusing =
  (status: number, problem: object): Reply =>
  (_, response) => {
    response.statusCode = status;
    return problem;
  };

export const aProblem = (code: string, status: number) => ({
  status,
  code,
  detail: 'It failed.',
  correlation_id: 'x-1',
});

/** The store that the answers below are about. */
export const storeId = '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11';

export const counts = {
  ...{ found: 4, fetched: 4, indexed: 3, failed: 1 },
  ...{ unchanged: 0, duplicate: 0, skipped: 0, waiting: 0 },
};

/** What starting an ingest answers: no progress yet. */
export const startedIngest = { ingest_id: 'i1', store_id: storeId, status: 'queued', error: null };

export const anIngest = (more: object = {}) => ({
  ...startedIngest,
  status: 'crawling',
  pages: counts,
  queue_position: null,
  eta_seconds: null,
  ...more,
});

export const aStatus = (more: object = {}) => ({
  store_id: storeId,
  status: 'live',
  live_release: 2,
  page_count: 3,
  chunk_count: 17,
  last_ingest: anIngest({ status: 'live' }),
  ...more,
});
