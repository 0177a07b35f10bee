import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';

import { createOpenApiDocument } from './openapi-document.js';

/** Swagger UI at /docs and the document at /openapi.json; both are public, as they hold no data. */
export function serveDocumentation(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Storehand API',
  });
}
