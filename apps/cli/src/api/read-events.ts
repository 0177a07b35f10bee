import { createParser } from 'eventsource-parser';

export interface ServerEvent {
  event: string;
  data: unknown;
}

/** The typed events of a server-sent-event stream, in order, however the bytes are cut. Comments are left out. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const ready: ServerEvent[] = [];
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => ready.push({ event, data: JSON.parse(data) }),
  });
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* ready.splice(0);
  }
}
