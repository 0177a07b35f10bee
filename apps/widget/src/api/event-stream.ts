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
  let text = '';
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silentMs);
      if (done) return;
      text += decoder.decode(value, { stream: true }).replace(/\r/g, '');
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = readEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** Null for a comment. */
export function readEvent(block: string): StreamedEvent | null {
  const fields: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name) fields[name] = name in fields ? `${fields[name]}\n${value}` : (value ?? '');
  }
  const { id, event, data } = fields;
  if (event === undefined || data === undefined) return null;
  return { id: id === undefined ? undefined : Number(id), name: event, data: JSON.parse(data) };
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('silent')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
