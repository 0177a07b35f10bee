import type { ScopedRequest } from '@app/tenancy';
import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const logger = new Logger('http');
const maxPathLength = 200;

/** One line per answered request: who, what, how long. Never a query string, header or body. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?', 1)[0]?.slice(0, maxPathLength) ?? '';
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
  if (path.startsWith('/health/') && reply.statusCode < 400) logger.debug(fields, 'request');
  else logger.log(fields, 'request');
}
