import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

import { type ApiOperation, ApiOperations } from '../isolation/probes/api-operations.js';

const exposed = [
  ...['RateLimit-Policy', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
  ...['Retry-After', 'X-Correlation-Id', 'X-Message-Id', 'ETag'],
].join(', ');

const sent = 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Correlation-Id';

/** As long as Chromium keeps it at most. */
const preflightSeconds = '7200';

/**
 * Lets pages of other origins call what a widget calls, and read the answers, refusals too. Any origin may: a preflight
 * does not say whose key will come, nothing here is opened by a cookie or another thing that browsers add by themselves,
 * and whether a key is used on one of its own sites is asked with the request (TENANCY_ORIGIN_REFUSED). No other
 * operation answers browsers elsewhere, so that a page can do nothing with an operator's or a store's key.
 */
export function allowShops(app: NestFastifyApplication): void {
  const operations = app.get(ApiOperations);
  let patterns: Pattern[] | undefined;
  const methodsAt = (url: string): string[] => {
    patterns ??= operations.list().filter(isForShops).map(patternOf);
    const path = url.split('?', 1)[0] ?? '';
    return patterns.filter(({ path: pattern }) => pattern.test(path)).map(({ method }) => method);
  };
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async ({ method, url, headers }, reply) => {
    if (headers.origin === undefined) return;
    const wanted = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
    const methods = methodsAt(url);
    if (wanted === undefined || !methods.includes(wanted)) return;
    allow(reply);
    if (method === 'OPTIONS') await answerPreflight(reply, methods);
  });
}

interface Pattern {
  method: string;
  path: RegExp;
}

const isForShops = ({ path, isShoppers }: ApiOperation): boolean =>
  isShoppers && path.startsWith('/api/v1/');

const patternOf = ({ method, path }: ApiOperation): Pattern => ({
  method: method.toUpperCase(),
  path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
});

/** On the raw answer, like all headers that an answer of any kind carries. */
function allow({ raw }: FastifyReply): void {
  raw.setHeader('Access-Control-Allow-Origin', '*');
  raw.setHeader('Access-Control-Expose-Headers', exposed);
}

function answerPreflight(reply: FastifyReply, methods: string[]): FastifyReply {
  return reply
    .headers({
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': sent,
      'Access-Control-Max-Age': preflightSeconds,
      // of no caller: the same for everybody
      'Cache-Control': `public, max-age=${preflightSeconds}`,
    })
    .code(204)
    .send();
}
