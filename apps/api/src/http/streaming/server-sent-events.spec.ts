import { serverSentEvents, type StreamEvent } from './server-sent-events.js';

const onFailure = (reason: unknown): StreamEvent => ({
  event: 'error',
  data: { reason: reason instanceof Error ? reason.message : String(reason) },
});

async function read(
  events: AsyncIterator<StreamEvent>,
  { signal = new AbortController().signal, heartbeatMs = 1_000 } = {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of serverSentEvents(events, { signal, heartbeatMs, onFailure })) {
    lines.push(line);
  }
  return lines;
}

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

describe('serverSentEvents', () => {
  it('numbers events and keeps each on its own lines, whatever its text', async () => {
    async function* events() {
      yield { id: 1, event: 'token', data: { text: 'a\nb\r\n\ndata: x' } };
      yield { id: 2, event: 'done', data: {} };
    }

    expect(await read(events())).toEqual([
      'id: 1\nevent: token\ndata: {"text":"a\\nb\\r\\n\\ndata: x"}\n\n',
      'id: 2\nevent: done\ndata: {}\n\n',
    ]);
  });

  it('shows signs of life while nothing happens', async () => {
    let goOn = () => {};
    const hasBeenSilent = new Promise<void>((resolve) => (goOn = resolve));
    async function* events() {
      await hasBeenSilent;
      yield { event: 'done', data: {} };
    }
    const { signal } = new AbortController();

    const lines: string[] = [];
    for await (const line of serverSentEvents(events(), { signal, heartbeatMs: 20, onFailure })) {
      lines.push(line);
      if (lines.length === 2) goOn();
    }

    expect(lines.slice(0, 2)).toEqual([': still here\n\n', ': still here\n\n']);
    expect(lines.at(-1)).toContain('event: done');
  });

  it('turns a failure into a last event', async () => {
    async function* events(): AsyncGenerator<StreamEvent> {
      yield { event: 'token', data: {} };
      throw new Error('the model is away');
    }

    const lines = await read(events());

    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('event: error\ndata: {"reason":"the model is away"}');
  });

  it('ends with a last event when it is aborted, even if the events never come', async () => {
    const abort = new AbortController();
    async function* events(): AsyncGenerator<StreamEvent> {
      yield { event: 'token', data: {} };
      await new Promise(() => undefined);
    }
    setTimeout(() => abort.abort(new Error('stopping')), 20);

    const lines = await read(events(), { signal: abort.signal });

    expect(lines.at(-1)).toContain('{"reason":"stopping"}');
  });

  it('lets the events clean up when its reader leaves', async () => {
    let cleanedUp = false;
    async function* events() {
      try {
        yield { event: 'token', data: {} };
        yield { event: 'token', data: {} };
      } finally {
        cleanedUp = true;
      }
    }
    const signal = new AbortController().signal;

    for await (const _line of serverSentEvents(events(), { signal, heartbeatMs: 10, onFailure })) {
      break;
    }
    await pause(1);

    expect(cleanedUp).toBe(true);
  });
});
