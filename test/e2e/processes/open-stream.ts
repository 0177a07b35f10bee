import type { ApiClient } from '../api-client.js';

export const careQuestion = { content: 'How do I wash the feathercloud pillow?' };
export const careAnswer =
  'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';

/** A question that is being answered as a stream: its text comes when it has ended. */
export async function openStream(caller: ApiClient) {
  const conversation = await caller.post('/api/v1/conversations', {});
  const path = `/api/v1/conversations/${String(conversation.body['id'])}/messages`;
  const response = await caller.send('POST', path, {
    body: careQuestion,
    headers: { accept: 'text/event-stream' },
  });
  return { path, text: response.text() };
}

/** Its name and its data. */
export const lastEvent = (text: string): string[] =>
  /event: (\w+)\ndata: (.*)\n\n$/.exec(text)?.slice(1) ?? [];
