import type { OpenAPIObject } from '@nestjs/swagger';

import { withoutPrefill } from './without-prefill.js';

const id = { in: 'path', name: 'id', required: true, schema: { type: 'string', example: 'x' } };
const limit = { in: 'query', name: 'limit', schema: { type: 'integer', default: 20, example: 20 } };
const cursor = { in: 'query', name: 'cursor', example: 'abc', schema: { example: 'abc' } };
const document = {
  paths: { '/things/{id}': { get: { parameters: [id, limit, cursor] }, delete: {} } },
} as unknown as OpenAPIObject;

describe('what Swagger UI sends when an operation is tried out', () => {
  it('is the example of what must be given and the default of what need not be, nothing else', () => {
    expect(withoutPrefill(document).paths['/things/{id}']?.get?.parameters).toEqual([
      id,
      { in: 'query', name: 'limit', schema: { type: 'integer', default: 20 } },
      { in: 'query', name: 'cursor', schema: {} },
    ]);
  });

  it('is left as it was in the document for programs', () => {
    withoutPrefill(document);

    expect(document.paths['/things/{id}']?.get?.parameters).toContainEqual(cursor);
  });
});
