import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  content: string;
  outcome: string;
  citations: { url: string | null; quote?: string; title?: string }[];
  usage: { evidence?: number | null; model?: string | null } | null;
}

/** Of a search. */
export interface Found {
  results: { url: string; also_on: { url: string }[] }[];
}

const ATTEMPTS = 5;
const ANSWER_WITHIN_MS = 180_000;

/** The HTTP API of a running deployment with one key. Waits where it is told to wait, else fails with what was said. */
export class Api {
  constructor(
    private readonly baseUrl: string,
    private readonly key: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call('PUT', path, body);
  }

  async remove(path: string): Promise<void> {
    await this.call('DELETE', path);
  }

  withKey(key: string): Api {
    return new Api(this.baseUrl, key);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.fetch(method, path, body);
      const text = await response.text();
      if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
      const waitSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const mayWait = response.status === 429 && attempt < ATTEMPTS && waitSeconds <= 60;
      if (!mayWait)
        throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
      await sleep(waitSeconds * 1_000);
    }
  }

  private fetch(method: string, path: string, body: unknown): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch((cause: unknown) => {
      throw new Error(
        `Nothing answers at ${this.baseUrl}; start the deployment or give its --url.`,
        { cause },
      );
    });
  }
}
