import type { IncomingMessage, ServerResponse } from 'node:http';

import { mayScrape, type ProcessMetrics } from '@app/tenancy';

/** Answers with what was counted; where a token is set, to those who show it. */
export async function answerScrape(
  { headers }: IncomingMessage,
  response: ServerResponse,
  metrics: ProcessMetrics,
  token?: string,
): Promise<void> {
  if (token !== undefined && !mayScrape([token])(headers.authorization)) {
    response.writeHead(401, { 'www-authenticate': 'Bearer realm="metrics"' }).end();
    return;
  }
  const { type, text } = await metrics.read();
  response.writeHead(200, { 'content-type': type }).end(text);
}
