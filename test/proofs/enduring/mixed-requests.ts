import type { Answer, ApiClient } from '../../e2e/api-client.js';
import { type GoodStore, usualRequests } from '../dribbling/good-clients.js';

type Request = () => Promise<Answer>;

export interface EndEnduring {
  done: number;
  /** What was answered with anything but success. */
  errors: string[];
}

const mostKept = 20;

/** What a store's clients ask: reads, searches, questions that quotes answer, and keys that come and go. */
export function mixedRequests(admin: ApiClient, store: GoodStore): Request[] {
  const { client, storeId } = store;
  const keys = `/api/v1/stores/${storeId}/keys`;
  // what was not made is the failure, not what would have come of it
  const ask = async () => {
    const begun = await client.post('/api/v1/conversations', {});
    if (begun.status !== 201) return begun;
    return client.post(`/api/v1/conversations/${String(begun.body['id'])}/messages`, {
      content: 'How do I wash the feathercloud pillow?',
    });
  };
  const comeAndGo = async () => {
    const made = await admin.post(keys, { kind: 'store' });
    if (made.status !== 201) return made;
    const first = await admin.as(String(made.body['key'])).get(`/api/v1/stores/${storeId}`);
    const gone = await admin.call('DELETE', `${keys}/${String(made.body['id'])}`);
    return first.status === 200 ? gone : first;
  };
  const reads = usualRequests(store);
  return [...reads, ask, ...reads, comeAndGo, ...reads, () => client.get(`${keys}?limit=1`)];
}

/** Sends them in turn and counts what went wrong. */
export class Enduring {
  readonly end: EndEnduring = { done: 0, errors: [] };
  private turn = 0;

  constructor(private readonly requests: readonly Request[]) {}

  async one(): Promise<void> {
    const request = this.requests[this.turn++ % this.requests.length] as Request;
    try {
      const { status, text } = await request();
      if (status >= 300) this.blame(`${status} ${text}`);
    } catch (error) {
      this.blame(String(error));
    }
    this.end.done += 1;
  }

  /** So many at a time, until so many are done. */
  async many(count: number, lanes: number): Promise<void> {
    let begun = 0;
    const lane = async () => {
      while (begun++ < count) await this.one();
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  private blame(what: string): void {
    if (this.end.errors.length < mostKept) this.end.errors.push(what);
  }
}
