import { type ScopedRequest, Tracing, withLogFields } from '@app/tenancy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import { ApiOperations } from '../isolation/probes/api-operations.js';
import { isProbe } from '../isolation/probing.js';
import { operationNames } from '../metrics/operation-names.js';
import { type RequestEnded, requestEnded } from './request-event.js';

/** What is asked all day long says nothing of what was done. */
const leftOut = new Set(['none', 'getLiveness', 'getReadiness']);

/** Begins a trace with each request that reaches an operation. A caller's own trace is not taken on: it could be anybody's. */
export function traceRequests(app: NestFastifyApplication): void {
  if (!app.get(Tracing).isOn) return;
  const nameOf = operationNames(() => app.get(ApiOperations).list());
  const traced = new WeakMap<FastifyRequest, RequestEnded>();
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preHandler', (request, _reply, done) => {
    const operation = nameOf(request);
    if (leftOut.has(operation) || isProbe()) return done();
    const event: RequestEnded = { operation, status: 0, ms: 0 };
    traced.set(request, event);
    requestEnded.within(event, () => withLogFields({ traceparent: event.traceparent }, done));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const event = traced.get(request);
    if (event) {
      const storeId = (request as FastifyRequest & ScopedRequest).storeScope?.storeId;
      const ms = Math.round(reply.elapsedTime);
      requestEnded.publish(Object.assign(event, { status: reply.statusCode, storeId, ms }));
    }
    done();
  });
}
