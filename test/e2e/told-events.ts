import http from 'node:http';

import type { ApiClient } from './api-client.js';

/** An event of a stream as it was told. */
export interface ToldEvent {
  id: number;
  event: string;
  data: Record<string, unknown>;
}

export interface DroppedStream {
  messageId: string;
  events: ToldEvent[];
}

/** The whole events of a text; what is cut off at its end is left out, as a browser does. */
export function eventsOf(text: string): ToldEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.startsWith('id: ') || block.startsWith('event: '))
    .map((block) => {
      const [, id, event, data] = /^(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { id: Number(id), event: String(event), data: JSON.parse(String(data)) };
    });
}

/** Posts a message over a socket of its own and destroys it once so many events have come. */
export function dropAfter(
  { origin, key }: ApiClient,
  {
    path,
    body,
    count,
    headers,
  }: { path: string; body: unknown; count: number; headers: Record<string, string> },
): Promise<DroppedStream> {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, origin), {
      method: 'POST',
      agent: new http.Agent({ keepAlive: false }),
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        ...headers,
      },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (piece: string) => {
        text += piece;
        const events = eventsOf(text).slice(0, count);
        if (events.length < count) return;
        request.destroy();
        resolve({ messageId: String(response.headers['x-message-id']), events });
      });
    });
    request.end(JSON.stringify(body));
  });
}
