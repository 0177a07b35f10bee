import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';

import { ApiModule } from '../api.module.js';
import { serveMetrics } from '../metrics/serve-metrics.js';
import { traceRequests } from '../tracing/trace-requests.js';
import { serveWidget } from '../widget/serve-widget.js';
import { readApiConfig } from './api.config.js';
import { serveConsole } from './console/serve-console.js';
import { createAdapter } from './create-adapter.js';
import { allowShops } from './cross-origin.js';
import { serveDashboard } from './dashboard/serve-dashboard.js';
import { serveGuides } from './guides/serve-guides.js';
import { serveDocumentation } from './openapi/serve-documentation.js';
import { shuttingDown } from './problems/http.errors.js';
import { knowRoutes } from './problems/know-routes.js';
import { RunningAnswers } from './streaming/running-answers.js';

/**
 * Builds the API, ready to listen; throws what is wrong with its environment or database. Its log waits for `flushLogs`:
 * a start that fails says so in one sentence, without the log of its beginning. `module`: the API, or one that imports it.
 */
export async function createApi(module: Type = ApiModule): Promise<NestFastifyApplication> {
  const config = readApiConfig();
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(config), {
    bodyParser: false,
    bufferLogs: true,
    autoFlushLogs: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  placeRoutes(app);
  knowRoutes(app);
  allowShops(app);
  refuseWhileStopping(app);
  serveDocumentation(app);
  serveConsole(app);
  serveGuides(app);
  traceRequests(app);
  serveMetrics(app);
  serveWidget(app);
  if (config.queueDashboardPassword) serveDashboard(app, config.queueDashboardPassword);
  return app;
}

/** Everything of the API lies under one prefix; what operators probe, and where others' clients look, does not. */
export const placeRoutes = (app: INestApplication) =>
  app.setGlobalPrefix('api/v1', {
    exclude: ['health/live', 'health/ready', 'v1/chat/completions', 'v1/models', 'mcp'],
  });

function refuseWhileStopping(app: NestFastifyApplication): void {
  const answers = app.get(RunningAnswers);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      if (answers.isDraining) void reply.header('Connection', 'close');
      done(answers.isDraining ? shuttingDown() : undefined);
    });
}
