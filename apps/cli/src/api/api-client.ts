import {
  type Answer,
  type AnswerEvent,
  type Client,
  eachItem,
  findEventFault,
  ForeignAnswer,
  type Input,
  type Method,
  readEvents,
  Refused,
} from '@app/client';

import { CliError } from '../cli-error.js';
import { ApiProblem } from './api-problem.js';
import type { Call, CheckedCall, ListCall } from './call.js';
import { connect } from './connect.js';
import { runWithin } from './run-within.js';
import type { Server } from './server.js';
import { brokeOff, strangeEvent, stranger, unreachable } from './wrong-server.js';

/** Longer than any answer of the API that is not a stream. */
const answerWithinMs = 30_000;
/** As long as the API takes a file for. */
const uploadWithinMs = 360_000;

const messages = '/api/v1/conversations/{conversation_id}/messages';
const capsule = '/api/v1/stores/{store_id}/capsule';

type Slice = Promise<{ data: { items: unknown[]; next_cursor: string | null } }>;

/**
 * The API of one server with one key, typed by its document. A refusal is an `ApiProblem`; silence, and an answer that the
 * API would not give, a `CliError` with a next step.
 */
export class ApiClient {
  readonly get = this.calling<'get'>('GET');
  readonly put = this.calling<'put'>('PUT');
  readonly post = this.calling<'post'>('POST');
  readonly patch = this.calling<'patch'>('PATCH');
  readonly delete = this.calling<'delete'>('DELETE');
  /** Something large, which takes as long as it takes. */
  readonly upload = this.calling<'post'>('POST', true);
  readonly erase = this.calling<'delete'>('DELETE', true);

  /** Every item of a list, slice by slice. */
  readonly list = (async (path: string, input: CheckedCall['input'] = {}) => {
    const slices = (cursor?: string) => {
      const params = { ...input.params, query: { ...input.params?.query, cursor } };
      return this.exchange({ verb: 'GET', path, input: { ...input, params } }) as Slice;
    };
    const items: unknown[] = [];
    for await (const item of eachItem(slices)) items.push(item);
    return items;
  }) as unknown as ListCall;

  constructor(
    private readonly server: Server,
    private readonly signal: AbortSignal,
  ) {}

  /** The events of an answer as they come; ends when the server closes the stream. */
  async *ask(input: Input<'post', typeof messages>): AsyncGenerator<AnswerEvent> {
    const { signal } = this;
    const wish = { ...input, signal, headers: { accept: 'text/event-stream' } };
    const asked = connect(this.server).POST(messages, { ...wish, parseAs: 'stream' });
    const { response } = await asked.catch((error: unknown) => this.fail(error));
    try {
      yield* readEvents(response, findEventFault);
    } catch (error) {
      if (signal.aborted || error instanceof CliError) throw error;
      if (error instanceof ForeignAnswer && error.fault !== '') throw strangeEvent();
      if (error instanceof ForeignAnswer) this.fail(error);
      throw brokeOff(this.server.url, error);
    }
  }

  /** A capsule, whose bytes are still to be read; it takes as long as it takes. */
  async download(input: Input<'get', typeof capsule>): Promise<Response> {
    const { signal } = this;
    const wish = { ...input, signal, headers: { accept: '*/*' }, parseAs: 'stream' } as const;
    const asked = connect(this.server, true).GET(capsule, wish);
    const { response } = await asked.catch((error: unknown) => this.fail(error));
    if (!response.body) throw stranger(response, this.server.url);
    return response;
  }

  private calling<M extends Method>(verb: keyof Client, isLong = false): Call<M> {
    const call = async (path: string, input?: CheckedCall['input']) => {
      const { data } = await this.exchange({ verb, path, input, isLong });
      return data;
    };
    return call as unknown as Call<M>;
  }

  private async exchange({ verb, path, input, isLong }: CheckedCall): Promise<Answer<unknown>> {
    const ask = connect(this.server, isLong)[verb] as unknown as (
      path: string,
      input: object,
    ) => Promise<Answer<unknown>>;
    const send = (signal: AbortSignal) => ask(path, { ...input, signal });
    const withinMs = holdsFile(input?.body) ? uploadWithinMs : answerWithinMs;
    const answer = isLong ? send(this.signal) : runWithin(withinMs, this.signal, send);
    return answer.catch((error: unknown) => this.fail(error));
  }

  /** What became of a call in the CLI's words. */
  private fail(error: unknown): never {
    const { url } = this.server;
    if (error instanceof Refused) throw new ApiProblem(error.problem);
    if (error instanceof ForeignAnswer) throw stranger(error.response, url, error.fault);
    if ((error as Error).name === 'TimeoutError') throw unreachable(url, error);
    throw error;
  }
}

const holdsFile = (body: unknown): boolean =>
  Object.values(Object(body) as object).some((value) => value instanceof Blob);
