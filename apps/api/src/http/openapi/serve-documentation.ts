import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';

import { createOpenApiDocument } from './openapi-document.js';
import { withoutPrefill } from './without-prefill.js';

const json = 'openapi.json';

/** Swagger UI at /docs and the document at /openapi.json; both are public, as they hold no data. */
export function serveDocumentation(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: json,
    raw: ['json'],
    customSiteTitle: 'Storehand API',
    patchDocumentOnRequest: (request, _, document) =>
      (request as { url: string }).url.startsWith(`/${json}`) ? document : withoutPrefill(document),
  });
}
