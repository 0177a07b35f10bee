import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { AddressLimit } from '../limits/address-limit.js';
import { ApiDescription } from './api-description.js';
import { withoutPrefill } from './without-prefill.js';

/** The page, its parts, and the document. */
const path = /^\/(docs(\/|$)|openapi\.json$)/;

/**
 * Swagger UI at /docs and the document at /openapi.json; both are public, as they hold no data, and count for the address
 * that asks. Each is written once, when somebody first asks for it: it is large, and nobody needs a key to ask again.
 */
export function serveDocumentation(app: NestFastifyApplication): void {
  const documents = app.get(ApiDescription, { strict: false });
  const limit = app.get(AddressLimit, { strict: false });
  documents.describe(app);
  const document = () => documents.get() as OpenAPIObject;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (path.test(request.routeOptions.url ?? '')) await limit.take(request, reply);
  });
  SwaggerModule.setup('docs', app, () => withoutPrefill(document()), {
    raw: false,
    customSiteTitle: 'Storehand API',
  });
  let written: Buffer | undefined;
  fastify.get('/openapi.json', (_request, reply) => {
    written ??= Buffer.from(JSON.stringify(document()));
    return reply.type('application/json; charset=utf-8').send(written);
  });
}
