import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';

import { createOpenApiDocument } from './openapi-document.js';
import { withoutPrefill } from './without-prefill.js';

/**
 * Swagger UI at /docs and the document at /openapi.json; both are public, as they hold no data. Each is written once, when
 * somebody first asks for it: it is large, and nobody needs a key to ask again and again.
 */
export function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => withoutPrefill(createOpenApiDocument(app)), {
    raw: false,
    customSiteTitle: 'Storehand API',
  });
  let written: Buffer | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => {
      written ??= Buffer.from(JSON.stringify(createOpenApiDocument(app)));
      return reply.type('application/json; charset=utf-8').send(written);
    });
}
