import type { StatelessEvent } from '@app/agent';

import { toCitationDto } from '../conversations/message.dto.js';
import type { StreamEvent } from '../http/streaming/server-sent-events.js';
import {
  type CompletionHead,
  toCompletionExtension,
  toCompletionUsage,
} from './chat-completion.dto.js';

/** The end of a stream, as OpenAI's clients wait for it. */
const end: StreamEvent = { event: 'end', data: '[DONE]' };

/**
 * The chunks of a completion: the role, the text as it comes, and in the last one the citations with how it was answered.
 * They have neither numbers nor names, OpenAI's have none.
 */
export async function* completionChunks(
  events: AsyncIterable<StatelessEvent>,
  head: CompletionHead,
  { withUsage }: { withUsage: boolean },
): AsyncGenerator<StreamEvent> {
  const chunk = (members: object): StreamEvent => ({
    event: 'chunk',
    data: {
      ...head,
      object: 'chat.completion.chunk',
      ...(withUsage && { usage: null }),
      ...members,
    },
  });
  const choice = (delta: object, finish_reason: 'stop' | null = null) => ({
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  });
  yield chunk(choice({ role: 'assistant', content: '' }));
  for await (const event of events) {
    if (event.type === 'token') yield chunk(choice({ content: event.text }));
    if (event.type !== 'done') continue;
    const { answer } = event;
    const citations = answer.citations.map(toCitationDto);
    yield chunk({ ...choice({ citations }, 'stop'), storehand: toCompletionExtension(answer) });
    if (withUsage) yield chunk({ choices: [], usage: toCompletionUsage(answer) });
  }
  yield end;
}

export const writeChunk = ({ data }: StreamEvent): string =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
