import { type INestApplication, Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

import { createOpenApiDocument } from './openapi-document.js';

/** The OpenAPI document of this process, for all who read it: made once, as routes do not change and it takes its time. */
@Injectable()
export class ApiDescription {
  private app?: INestApplication;
  private made?: OpenAPIObject;

  /** Of which app, once its routes are placed. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  /** Null before it is known of which app. Nobody may change it. */
  get(): OpenAPIObject | null {
    if (this.app) this.made ??= createOpenApiDocument(this.app);
    return this.made ?? null;
  }
}
