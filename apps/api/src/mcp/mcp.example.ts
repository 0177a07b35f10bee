import type { ApiBodyOptions, ApiResponseOptions } from '@nestjs/swagger';

/** One call and its answer, for the documentation; the protocol has many more messages. */
const call = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'search_knowledge', arguments: { query: 'How do I wash my pillow?', limit: 3 } },
};

const passage = {
  url: 'https://shop.example/pages/care',
  title: 'Care instructions',
  text: 'Machine wash at 40 °C on a gentle cycle.',
  score: 0.87,
};

const result = {
  jsonrpc: '2.0',
  id: 1,
  result: {
    content: [{ type: 'text', text: `[1] ${passage.title}\n${passage.url}\n${passage.text}` }],
    structuredContent: { release: 3, results: [passage] },
  },
};

const message = { type: 'object' as const, description: 'A JSON-RPC 2.0 message.' };

export const mcpRequest: ApiBodyOptions = {
  schema: message,
  examples: { search_knowledge: { value: call } },
};

export const mcpAnswer: ApiResponseOptions = {
  status: 200,
  description:
    'The answer: as one event to a client that accepts `text/event-stream`, else as JSON.',
  content: {
    'application/json': { schema: message, example: result },
    'text/event-stream': {
      schema: { type: 'string' },
      example: `event: message\ndata: ${JSON.stringify(result)}\n\n`,
    },
  },
};

export const mcpAccepted: ApiResponseOptions = {
  status: 202,
  description: 'A notification was taken; it has no answer.',
};
