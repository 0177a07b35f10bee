import { createParser, type EventSourceMessage } from 'eventsource-parser';

import { type AnswerEvent, eventNames } from './answer-event.js';
import type { WhenMissing } from './find-fault.js';
import { ForeignAnswer } from './foreign-answer.js';

/**
 * The events of an answer asked for with `Accept: text/event-stream`, in order, however the bytes are cut. Comments are left
 * out, and events of names that are new; whoever stops reading ends the connection, and the answer goes on for a resume.
 * Throws `ForeignAnswer`. `check` as for `createClient`: `findEventFault`.
 */
export async function* readEvents(
  response: Response,
  check?: (event: AnswerEvent, whenMissing: WhenMissing) => string | undefined,
): AsyncGenerator<AnswerEvent> {
  const isStream = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
  if (!response.body || !isStream) throw new ForeignAnswer(response);
  const foreign = (fault: string) => new ForeignAnswer(response, fault);
  const ready: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => ready.push(message) });
  const decoder = new TextDecoder();
  // Safari has no iterator of a stream
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const event of ready.splice(0).flatMap(toEvent)) {
        const fault = isObject(event.data) ? check?.(event, foreign) : event.event;
        if (fault !== undefined) throw foreign(fault);
        yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const toEvent = ({ event = '', data, id }: EventSourceMessage): AnswerEvent[] =>
  eventNames.has(event) ? [{ event, data: parsed(data), id } as AnswerEvent] : [];

const isObject = (data: unknown): boolean => typeof data === 'object' && data !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
