import { CliError } from '../cli-error.js';
import { ApiProblem, isProblem } from './api-problem.js';
import { readEvents, type ServerEvent } from './read-events.js';
import type { Server } from './server.js';
import type { Slice } from './shapes.js';

/** Longer than any answer of the API that is not a stream. */
const answerWithinMs = 30_000;

interface Wish {
  method: string;
  path: string;
  body?: unknown;
  accept?: string;
  headers?: Record<string, string>;
}

/** The API of one server with one key. Every refusal is an `ApiProblem`, every silence a `CliError` with a next step. */
export class ApiClient {
  constructor(
    private readonly server: Server,
    private readonly signal: AbortSignal,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.json<T>({ method: 'GET', path });
  }

  post<T>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
    return this.json<T>({ method: 'POST', path, body, headers });
  }

  delete(path: string): Promise<void> {
    return this.json<undefined>({ method: 'DELETE', path });
  }

  /** Every item of a list, slice by slice. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const slice: Slice<T> = await this.get(`${path}${query}`);
      items.push(...slice.items);
      cursor = slice.next_cursor;
    } while (cursor);
    return items;
  }

  /** The events of an answer as they come; ends when the server closes the stream. */
  async *stream(path: string, body: unknown): AsyncGenerator<ServerEvent> {
    const wish = { method: 'POST', path, body, accept: 'text/event-stream' };
    const response = await this.fetch(wish, this.signal);
    if (!response.ok || !response.body) throw await refusal(response, this.server.url);
    try {
      yield* readEvents(response.body);
    } catch (error) {
      if (this.signal.aborted) throw error;
      throw new CliError(`The connection to ${this.server.url} broke while it was answering.`, {
        cause: error,
      });
    }
  }

  private async json<T>(wish: Wish): Promise<T> {
    const timeout = AbortSignal.timeout(answerWithinMs);
    const response = await this.fetch(wish, AbortSignal.any([this.signal, timeout]));
    if (!response.ok) throw await refusal(response, this.server.url);
    if (response.status === 204) return undefined as T;
    const value = await parsed(response);
    if (value === undefined) throw stranger(response, this.server.url);
    return value as T;
  }

  private async fetch({ method, path, body, accept, headers }: Wish, signal: AbortSignal) {
    const { url, key } = this.server;
    try {
      return await fetch(`${url}/api/v1${path}`, {
        method,
        signal,
        redirect: 'error',
        headers: {
          authorization: `Bearer ${key}`,
          accept: accept ?? 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (error) {
      if (this.signal.aborted) throw error;
      throw unreachable(url, error);
    }
  }
}

async function refusal(response: Response, url: string): Promise<Error> {
  const value = await parsed(response);
  return isProblem(value) ? new ApiProblem(value) : stranger(response, url);
}

const parsed = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

function stranger({ status, statusText }: Response, url: string): CliError {
  return new CliError(
    `${url} answered ${status} ${statusText} in a form that Storehand does not use; check --api-url.`,
  );
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  TimeoutError: 'it does not answer',
};

function unreachable(url: string, error: unknown): CliError {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  const reason = reasons[cause?.code ?? name] ?? cause?.message ?? message;
  return new CliError(
    `Cannot reach ${url}: ${reason}. Start the server with \`npm start\`, or name another with --api-url.`,
    { cause: error },
  );
}
