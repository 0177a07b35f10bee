import { eventsOf } from './event-stream.js';

const streamOf = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

async function namesOf(...pieces: string[]) {
  const seen = [];
  for await (const { id, name, data } of eventsOf(streamOf(...pieces))) seen.push([id, name, data]);
  return seen;
}

describe('the stream of an answer', () => {
  const text =
    'id: 1\nevent: token\ndata: {"text":"Grüße"}\n\n: still here\n\nevent: error\ndata: {}\n\n';

  it('is read however it is cut', async () => {
    const whole = [
      [1, 'token', { text: 'Grüße' }],
      [undefined, 'error', {}],
    ];

    expect(await namesOf(text)).toEqual(whole);
    expect(await namesOf(...text)).toEqual(whole);
    expect(await namesOf(text.replaceAll('\n', '\r\n'))).toEqual(whole);
  });

  it('is nothing where an event is not whole', async () => {
    expect(await namesOf('id: 1\nevent: token\ndata: {"te')).toEqual([]);
    expect(await namesOf(': still here\n\n')).toEqual([]);
  });
});
