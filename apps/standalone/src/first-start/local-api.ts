import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { StartProblem } from '../start-problem.js';

const problem = z.object({ code: z.string(), detail: z.string() });
const notReady = z.object({
  details: z.object({ checks: z.record(z.string(), z.string()) }),
});

/** An API that is not ready after this will not be. */
const READY_WITHIN_MS = 180_000;

/** Speaks to the API that standalone started, with the admin key. */
export class LocalApi {
  readonly url: string;

  constructor(
    host: string,
    port: number,
    private readonly adminKey: string,
  ) {
    const reachable = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
    this.url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  }

  async untilReady(): Promise<void> {
    let missing = '';
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(100)) {
      const response = await fetch(`${this.url}/health/ready`, {
        signal: AbortSignal.timeout(2_000),
      }).catch(() => undefined);
      const { data } = notReady.safeParse(await response?.json().catch(() => undefined));
      if (response?.ok) return;
      const down = Object.entries(data?.details.checks ?? {}).filter(([, is]) => is === 'down');
      missing = down.map(([name]) => ` (down: ${name})`).join('');
    }
    throw new StartProblem(
      `The API was not ready within ${READY_WITHIN_MS / 1_000} seconds${missing}; logs/api.log in the data directory says more.`,
    );
  }

  get(path: string): Promise<unknown> {
    return this.ask(path);
  }

  /** The answer's body; a problem is thrown with its detail, unless it is the one that `unless` expects. */
  post(path: string, body: object, { unless }: { unless?: string } = {}): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, unless);
  }

  upload(path: string, file: File): Promise<unknown> {
    const body = new FormData();
    body.set('file', file);
    return this.ask(path, { method: 'POST', body });
  }

  private async ask(path: string, init: RequestInit = {}, unless?: string): Promise<unknown> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.adminKey}` },
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { data } = problem.safeParse(answer);
    if (unless !== undefined && data?.code === unless) return undefined;
    throw new Error(data?.detail ?? `${init.method ?? 'GET'} ${path} answered ${response.status}`);
  }
}
