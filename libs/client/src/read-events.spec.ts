import type { AnswerEvent } from './answer-event.js';
import { findEventFault } from './find-fault.js';
import { ForeignAnswer } from './foreign-answer.js';
import { readEvents } from './read-events.js';

const type = { 'content-type': 'text/event-stream; charset=utf-8' };

/** A stream that is cut in the middle of characters and lines, as a network may. */
function streamOf(text: string, headers: Record<string, string> = type): Response {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 5) }, (_, at) =>
    bytes.slice(at * 5, at * 5 + 5),
  );
  return new Response(new Blob(pieces).stream(), { headers });
}

async function read(response: Response, check?: typeof findEventFault): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of readEvents(response, check)) events.push(event);
  return events;
}

describe('the events of an answer', () => {
  it('are read in order with their numbers; comments and names that are new are left out', async () => {
    const text = [
      'id: 1\nevent: status\ndata: {"stage":"searching"}',
      ': still here',
      'id: 2\nevent: mood\ndata: {"is":"good"}',
      'id: 3\nevent: token\ndata: {"text":"40 °C"}',
    ];

    expect(await read(streamOf(`${text.join('\n\n')}\n\n`))).toEqual([
      { event: 'status', data: { stage: 'searching' }, id: '1' },
      { event: 'token', data: { text: '40 °C' }, id: '3' },
    ]);
  });

  it.each<[string, Response]>([
    ['a page', streamOf('<html>', { 'content-type': 'text/html' })],
    ['no body', new Response(null, { headers: type })],
    ['an event that is not JSON', streamOf('event: token\ndata: {\n\n')],
    ['an event that is a number', streamOf('event: token\ndata: 5\n\n')],
  ])('are not %s', async (_name, response) => {
    await expect(read(response)).rejects.toBeInstanceOf(ForeignAnswer);
  });

  it.each([
    ['token', { words: 'x' }, 'token.text'],
    ['done', { id: 5 }, 'done.id'],
    ['error', { code: 'X' }, 'error.message'],
  ])('are looked at where that is asked for: %s', async (event, data, fault) => {
    const response = streamOf(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

    await expect(read(response, findEventFault)).rejects.toMatchObject({ fault });
  });

  it('may lack what nobody reads, of an older API', async () => {
    const response = streamOf('event: done\ndata: {"id":"m"}\n\n');

    const [done] = await read(response, findEventFault);

    expect(done?.data).toHaveProperty('id', 'm');
    expect(() => (done?.data as { role: string }).role).toThrow(ForeignAnswer);
  });

  it('end the connection for whoever stops reading', async () => {
    let isOpen = true;
    const body = new ReadableStream({
      pull: (controller) =>
        controller.enqueue(new TextEncoder().encode('event: token\ndata: {}\n\n')),
      cancel: () => void (isOpen = false),
    });

    for await (const _event of readEvents(new Response(body, { headers: type }))) break;

    expect(isOpen).toBe(false);
  });
});
