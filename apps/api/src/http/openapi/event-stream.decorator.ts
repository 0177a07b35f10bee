import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';

const mark = 'x-other-media';

interface Other {
  type: string;
  example: string;
}

const alsoAs = (other: Other) => ApiExtension(mark, other);

/** Documents that a route also answers as server-sent events; Swagger knows one media type per schema. */
export const EventStream = (example: string) => alsoAs({ type: 'text/event-stream', example });

/** The same for a table. */
export const Csv = (example: string) => alsoAs({ type: 'text/csv', example });

/** The same for one JSON text a line. */
export const JsonLines = (example: string) => alsoAs({ type: 'application/x-ndjson', example });

interface Operation {
  [mark]?: Other;
  responses?: Record<string, { content?: Record<string, unknown> } | undefined>;
}

/** Turns the marks of `EventStream` and `Csv` into a second media type of the 200 answer. */
export function addEventStreams(document: OpenAPIObject): OpenAPIObject {
  const items = Object.values(document.paths) as Record<string, Operation>[];
  for (const operation of items.flatMap((item) => Object.values(item))) {
    const { [mark]: other, responses } = operation;
    const content = responses?.['200']?.content;
    if (other !== undefined && content) {
      content[other.type] = { schema: { type: 'string' }, example: other.example };
      delete operation[mark];
    }
  }
  return document;
}
