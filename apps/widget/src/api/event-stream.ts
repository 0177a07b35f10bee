import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** One event of a stream, with its number where it has one. */
export interface StreamedEvent {
  id: number | undefined;
  name: string;
  data: unknown;
}

/** The API says that it is still there every 15 s. */
const silentMs = 40_000;

/** Reads server-sent events; ends where the stream ends, throws where it breaks or is silent for too long. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const ready: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => ready.push(message) });
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silentMs);
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { id, event = '', data } of ready.splice(0)) {
        yield {
          id: id === undefined ? undefined : Number(id),
          name: event,
          data: JSON.parse(data),
        };
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('silent')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
