import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { WorkerMetrics } from './worker-metrics.js';

/** Answers with what was counted; where a token is set, to those who show it. */
export async function answerScrape(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { registry }: Pick<WorkerMetrics, 'registry'>,
  token?: string,
): Promise<void> {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token !== undefined && !timingSafeEqual(digest(given), digest(token))) {
    response.writeHead(401, { 'www-authenticate': 'Bearer realm="metrics"' }).end();
    return;
  }
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType }).end(text);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
