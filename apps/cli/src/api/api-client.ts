import type { z } from 'zod';

import { CliError } from '../cli-error.js';
import { ApiProblem, problemShape } from './api-problem.js';
import { readEvents, type ServerEvent } from './read-events.js';
import { runWithin } from './run-within.js';
import { sendRequest, type Wish } from './send-request.js';
import type { Server } from './server.js';
import { sliceShape } from './shapes.js';
import { brokeOff, stranger, unreachable } from './wrong-server.js';

/** Longer than any answer of the API that is not a stream. */
const answerWithinMs = 30_000;
/** As long as the API takes a file for. */
const uploadWithinMs = 360_000;

/**
 * The API of one server with one key. A refusal is an `ApiProblem`; silence, and an answer that the API would not give, a
 * `CliError` with a next step.
 */
export class ApiClient {
  constructor(
    private readonly server: Server,
    private readonly signal: AbortSignal,
  ) {}

  get<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
    return this.exchange({ method: 'GET', path }, (response) => this.read(response, shape));
  }

  post<S extends z.ZodType>(
    path: string,
    shape: S,
    { body, headers }: Pick<Wish, 'body' | 'headers'> = {},
  ): Promise<z.infer<S>> {
    const wish = { method: 'POST', path, body, headers };
    return this.exchange(wish, (response) => this.read(response, shape));
  }

  put<S extends z.ZodType>(
    path: string,
    shape: S,
    { body }: Pick<Wish, 'body'>,
  ): Promise<z.infer<S>> {
    const wish = { method: 'PUT', path, body };
    return this.exchange(wish, (response) => this.read(response, shape));
  }

  patch<S extends z.ZodType>(
    path: string,
    shape: S,
    { body }: Pick<Wish, 'body'>,
  ): Promise<z.infer<S>> {
    const wish = { method: 'PATCH', path, body };
    return this.exchange(wish, (response) => this.read(response, shape));
  }

  /** Deletes what only goes with the next release; the answer says what takes it out. */
  remove<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
    return this.exchange({ method: 'DELETE', path }, (response) => this.read(response, shape));
  }

  delete(path: string): Promise<void> {
    return this.exchange({ method: 'DELETE', path }, async (response) => {
      if (response.status !== 204) throw stranger(response, this.server.url);
    });
  }

  /** Every item of a list, slice by slice. */
  async list<S extends z.ZodType>(path: string, item: S): Promise<z.infer<S>[]> {
    const shape = sliceShape(item);
    const items: z.infer<S>[] = [];
    let cursor: string | null = null;
    do {
      const mark = path.includes('?') ? '&' : '?';
      const query: string = cursor ? `${mark}cursor=${encodeURIComponent(cursor)}` : '';
      const slice: z.infer<typeof shape> = await this.get(`${path}${query}`, shape);
      items.push(...slice.items);
      cursor = slice.next_cursor;
    } while (cursor);
    return items;
  }

  /** The events of an answer as they come; ends when the server closes the stream. */
  async *stream(path: string, body: unknown): AsyncGenerator<ServerEvent> {
    const wish = { method: 'POST', path, body, headers: { accept: 'text/event-stream' } };
    const response = await sendRequest(this.server, wish, this.signal);
    if (!response.ok) throw await this.refusal(response);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.body || !isStream) throw stranger(response, this.server.url);
    try {
      yield* readEvents(response.body);
    } catch (error) {
      if (this.signal.aborted || error instanceof CliError) throw error;
      throw brokeOff(this.server.url, error);
    }
  }

  /** A file, whose body is still to be read; it takes as long as it takes. */
  async download(path: string): Promise<Response> {
    const wish = { method: 'GET', path, headers: { accept: '*/*' }, isLong: true } as const;
    const response = await sendRequest(this.server, wish, this.signal);
    if (!response.ok) throw await this.refusal(response);
    if (!response.body) throw stranger(response, this.server.url);
    return response;
  }

  /** The other way round. */
  upload<S extends z.ZodType>(path: string, shape: S, body: Blob): Promise<z.infer<S>> {
    return this.atLength({ method: 'POST', path, body }, shape);
  }

  /** All of something large; it takes as long as it takes. */
  erase<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
    return this.atLength({ method: 'DELETE', path }, shape);
  }

  private async atLength<S extends z.ZodType>(short: Wish, shape: S): Promise<z.infer<S>> {
    const wish = { ...short, isLong: true } as const;
    const response = await sendRequest(this.server, wish, this.signal);
    if (!response.ok) throw await this.refusal(response);
    return this.read(response, shape);
  }

  private async exchange<T>(wish: Wish, read: (response: Response) => Promise<T>): Promise<T> {
    try {
      const withinMs = wish.body instanceof FormData ? uploadWithinMs : answerWithinMs;
      return await runWithin(withinMs, this.signal, async (signal) => {
        const response = await sendRequest(this.server, wish, signal);
        if (!response.ok) throw await this.refusal(response);
        return read(response);
      });
    } catch (error) {
      const isLate = (error as Error).name === 'TimeoutError';
      throw isLate ? unreachable(this.server.url, error) : error;
    }
  }

  private async read<S extends z.ZodType>(response: Response, shape: S): Promise<z.infer<S>> {
    const { success, data } = shape.safeParse(await parsed(response));
    if (!success) throw stranger(response, this.server.url);
    return data;
  }

  private async refusal(response: Response): Promise<Error> {
    const { data } = problemShape.safeParse(await parsed(response));
    return data ? new ApiProblem(data) : stranger(response, this.server.url);
  }
}

const parsed = (response: Response): Promise<unknown> => response.json().catch(() => undefined);
