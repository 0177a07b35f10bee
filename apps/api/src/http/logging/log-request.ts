import { isUuid, type ScopedRequest } from '@app/tenancy';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { isProbe } from '../../isolation/probing.js';

const logger = new Logger('http');
const maxPathLength = 200;

/** One line per answered request: who, what, how long. Never a query string, header or body. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const path = loggedPath(request.url);
  const { storeScope, principal } = request as FastifyRequest & ScopedRequest;
  const fields = {
    method: request.method,
    path,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    key: principal?.kind,
    store_id: storeScope?.storeId,
    correlation_id: request.id,
  };
  const isQuiet = isProbe() || path.startsWith('/health/');
  if (isQuiet && reply.statusCode < 500) logger.debug(fields, 'request');
  else logger.log(fields, 'request');
}

/** A shopper's name is never written. Longer than any word in our paths; what is longer and no id may be a key that was put in the wrong place. */
const maxSegmentLength = 24;

function loggedPath(url: string): string {
  const [path = ''] = url.split('?', 1);
  const segments = path.split('/').map((part, i, all) => {
    if (i > 0 && all[i - 1] === 'shoppers') return '…';
    return part.length <= maxSegmentLength || isUuid(part) ? part : '…';
  });
  return segments.join('/').slice(0, maxPathLength);
}
