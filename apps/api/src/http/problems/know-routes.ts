import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { RouteTable } from './route-table.js';

/** Fills the route table with each route that is registered from now on. */
export function knowRoutes(app: NestFastifyApplication): void {
  const routes = app.get(RouteTable);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => routes.add(method, url));
}
