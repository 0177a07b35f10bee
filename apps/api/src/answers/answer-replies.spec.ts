import { EventEmitter } from 'node:events';

import type { AnswerEvent, Message, NumberedEvent } from '@app/agent';
import { AppError } from '@app/tenancy';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { RunningAnswers } from '../http/streaming/running-answers.js';
import { AnswerReplies } from './answer-replies.js';

const message = {
  id: 'm-1',
  role: 'assistant',
  content: 'At 40 °C.',
  outcome: 'answered',
  citations: [],
  release: 1,
  usage: null,
  createdAt: new Date(0),
} as unknown as Message;

const done: AnswerEvent = { type: 'done', message };
const failure: AnswerEvent = {
  type: 'error',
  error: { code: 'AGENT_MODEL_STALLED', message: 'Stalled.', retryable: true },
  message,
};

/** Asks with an `Accept` header; the connection is closed by `raw.emit('close')`. */
function ask(accept: string, events: (signal: AbortSignal) => AsyncGenerator<AnswerEvent>) {
  const running = new RunningAnswers();
  const raw = new EventEmitter();
  const reply = { raw, request: { id: 'c-1' }, headers: () => reply } as unknown as FastifyReply;
  const request = { headers: { accept } } as FastifyRequest;
  const open = () =>
    Promise.resolve({
      messageId: 'm-1',
      events: (_after: number, signal: AbortSignal) => numbered(events(signal)),
    });
  const answer = new AnswerReplies(running).send({ request, reply, after: 0 }, open);
  return { running, raw, answer };
}

async function* numbered(events: AsyncGenerator<AnswerEvent>): AsyncGenerator<NumberedEvent> {
  let seq = 0;
  for await (const event of events) yield { seq: (seq += 1), event };
}

async function* of(...events: AnswerEvent[]): AsyncGenerator<AnswerEvent> {
  yield* events;
}

async function textOf(answer: Promise<unknown>): Promise<string> {
  const file = await answer;
  expect(file).toBeInstanceOf(StreamableFile);
  let text = '';
  for await (const chunk of (file as StreamableFile).getStream()) text += String(chunk);
  return text;
}

describe('the form of an answer', () => {
  it.each(['', '*/*', 'application/json', 'text/event-stream;q=0', 'text/event-streams'])(
    'is JSON for a caller that accepts "%s"',
    async (accept) => {
      expect(await ask(accept, () => of(done)).answer).toMatchObject({ content: 'At 40 °C.' });
    },
  );

  it.each([
    'text/event-stream',
    'TEXT/EVENT-STREAM',
    'application/json, text/event-stream;q=0.9',
    'text/event-stream; charset=utf-8',
  ])('is a stream for a caller that accepts "%s"', async (accept) => {
    expect(await textOf(ask(accept, () => of(done)).answer)).toContain('event: done');
  });
});

describe('an answer that fails', () => {
  async function* refused(): AsyncGenerator<AnswerEvent> {
    yield await Promise.reject<AnswerEvent>(busy);
  }
  const busy = new AppError({ kind: 'conflict', code: 'BUSY', message: 'Busy.' });

  it.each(['application/json', 'text/event-stream'])(
    'before the first event is thrown to the filter (%s)',
    async (accept) => {
      const { answer, running } = ask(accept, refused);

      await expect(answer).rejects.toMatchObject({ code: 'BUSY' });
      await running.drain(5_000);
    },
  );

  it('later is an error event with the id of the failed message', async () => {
    const text = await textOf(ask('text/event-stream', () => of(failure)).answer);

    expect(text).toContain('event: error');
    expect(text).toContain('"code":"AGENT_MODEL_STALLED"');
    expect(text).toContain('"message_id":"m-1"');
  });

  it('is a problem with that id where the caller wants JSON', async () => {
    await expect(ask('', () => of(failure)).answer).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'AGENT_MODEL_STALLED',
      details: { messageId: 'm-1' },
      retryAfterSeconds: 5,
    });
  });

  it.each([
    ['AGENT_MODEL_REJECTED', 'unavailable'],
    ['AGENT_ANSWER_CANCELLED', 'conflict'],
  ])('names no time to ask again where that does not help: %s', async (code, kind) => {
    const lasting = { ...failure, error: { code, message: 'No.', retryable: false } };

    const thrown: unknown = await ask('', () => of(lasting)).answer.catch(
      (error: unknown) => error,
    );

    expect(thrown).toMatchObject({ kind, code });
    expect((thrown as AppError).retryAfterSeconds).toBeUndefined();
  });

  it('says nothing of an unforeseen error but that it happened', async () => {
    async function* broken(): AsyncGenerator<AnswerEvent> {
      yield { type: 'token', text: 'At' };
      throw new Error('secret');
    }

    const text = await textOf(ask('text/event-stream', broken).answer);

    expect(text).toContain('"code":"INTERNAL_ERROR"');
    expect(text).not.toContain('secret');
  });
});

describe('an answer that is cut short', () => {
  async function* endless(signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    yield { type: 'status', stage: 'searching' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  }

  it('gets a last event when the server stops', async () => {
    const { running, answer } = ask('text/event-stream', endless);
    const text = textOf(answer);
    await answer;

    await running.drain(10);

    expect(await text).toContain('"code":"SHUTTING_DOWN"');
  });

  it('ends its work when the caller goes away', async () => {
    const { running, raw, answer } = ask('text/event-stream', endless);
    void textOf(answer);
    await answer;

    raw.emit('close');

    await running.drain(5_000);
    expect(running.isDraining).toBe(true);
  });
});
