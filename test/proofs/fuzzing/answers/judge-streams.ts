import { parse } from 'csv-parse/sync';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

import type { Operation } from '../described-api.js';

/** What is wrong with a stream of events, told by the one in the document: its names of events, JSON, and an end. */
export function streamFault(operation: Operation, text: string): string | null {
  const events = eventsOf(text);
  const known = new Set(
    [...eventsOf(exampleOf(operation, 'text/event-stream')), { event: 'error' }].map(
      ({ event }) => event,
    ),
  );
  const last = events.at(-1);
  if (last === undefined) return 'is a stream without an event';
  const stray = events.find(({ event }) => !known.has(event));
  if (stray) return `has an event ${stray.event} that is not documented`;
  const broken = events.find(({ data }) => data !== '[DONE]' && !isJson(data));
  if (broken) return `has an event that is no JSON: ${broken.data.slice(0, 200)}`;
  const isEnd = last.event === undefined || ['done', 'error', 'message'].includes(last.event);
  return isEnd ? null : `ends with ${last.event}`;
}

/** What is wrong with a table, told by the first line of the one in the document. */
export function csvFault(operation: Operation, text: string): string | null {
  const [wanted = ''] = exampleOf(operation, 'text/csv').split('\n');
  try {
    const rows: string[][] = parse(text);
    return rows[0]?.length === wanted.split(',').length
      ? null
      : `has other columns: ${String(rows[0])}`;
  } catch (error) {
    return `is no table: ${String(error)}`;
  }
}

function eventsOf(text: string): EventSourceMessage[] {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => void events.push(event) });
  parser.feed(text);
  return events;
}

const exampleOf = ({ responses }: Operation, type: string): string =>
  String(responses['200']?.content?.[type]?.example ?? '');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Each line is JSON, and the last tells that it is whole. */
export function linesFault(text: string): string | null {
  try {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    return 'end' in (lines.at(-1) ?? {}) ? null : 'has no end line';
  } catch (error) {
    return `is no JSON lines: ${String(error)}`;
  }
}
