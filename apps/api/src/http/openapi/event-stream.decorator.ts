import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';

const mark = 'x-event-stream';

/** Documents that a route also answers as server-sent events; Swagger knows one media type per schema. */
export const EventStream = (example: string) => ApiExtension(mark, example);

interface Operation {
  [mark]?: string;
  responses?: Record<string, { content?: Record<string, unknown> } | undefined>;
}

/** Turns the marks of `EventStream` into a second media type of the 200 answer. */
export function addEventStreams(document: OpenAPIObject): OpenAPIObject {
  const items = Object.values(document.paths) as Record<string, Operation>[];
  for (const operation of items.flatMap((item) => Object.values(item))) {
    const { [mark]: example, responses } = operation;
    const content = responses?.['200']?.content;
    if (example !== undefined && content) {
      content['text/event-stream'] = { schema: { type: 'string' }, example };
      delete operation[mark];
    }
  }
  return document;
}
