import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { API_CONFIG, type ApiConfig } from './api.config.js';
import { RunningAnswers } from './streaming/running-answers.js';

/** For short requests in flight. Node does not count a connection that never sent a request as idle, so it would hold. */
const lastRequestsMs = 1_000;

/**
 * Stops without cutting anybody off: new requests get 503, running answers may finish within the grace, those that do
 * not get a final event, then the server and its connections close.
 */
export async function stopApi(app: NestFastifyApplication): Promise<void> {
  const { shutdownGraceMs } = app.get<ApiConfig>(API_CONFIG);
  await app.get(RunningAnswers).drain(shutdownGraceMs);
  const server = app.getHttpServer();
  const cut = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
  await app.close().finally(() => clearTimeout(cut));
}
