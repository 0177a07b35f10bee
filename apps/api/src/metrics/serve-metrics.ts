import { createHash, timingSafeEqual } from 'node:crypto';

import { StoreQueue, TENANCY_CONFIG, type TenancyConfig } from '@app/tenancy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { RequestAudit } from '../audit/request-audit.js';
import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { ApiOperations } from '../isolation/probes/api-operations.js';
import { isProbe } from '../isolation/probing.js';
import { allQueues } from '../jobs/all-queues.js';
import { ApiMetrics } from './api-metrics.js';
import { operationNames } from './operation-names.js';

/** Prometheus gives up after ten seconds; a queue that is away shall not cost it the rest. */
const queueWithinMs = 2_000;

/**
 * What is counted at /metrics, in the text format of Prometheus, for METRICS_TOKEN or the admin key; nobody else is told
 * anything. Counts each request by the operation that it reached.
 */
export function serveMetrics(app: NestFastifyApplication): void {
  const metrics = app.get(ApiMetrics);
  const fastify = app.getHttpAdapter().getInstance();
  const nameOf = operationNames(() => app.get(ApiOperations).list());
  fastify.addHook('onResponse', (request, reply, done) => {
    if (!isProbe()) count(metrics, nameOf(request), reply);
    done();
  });
  const mayRead = allowing([
    app.get<ApiConfig>(API_CONFIG).metricsToken,
    app.get<TenancyConfig>(TENANCY_CONFIG).adminApiKey,
  ]);
  const queue = app.get(StoreQueue);
  const audit = app.get(RequestAudit);
  fastify.get('/metrics', async (request, reply) => {
    if (!mayRead(request)) {
      audit.refused(request, { code: 'TENANCY_KEY_REFUSED', operation: 'getMetrics' });
      return reply.code(401).header('WWW-Authenticate', 'Bearer realm="metrics"').send('');
    }
    await countQueues(metrics, queue);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

function count(metrics: ApiMetrics, operation: string, reply: FastifyReply): void {
  metrics.requests.inc({ operation, status: `${Math.floor(reply.statusCode / 100)}xx` });
  metrics.requestSeconds.observe({ operation }, reply.elapsedTime / 1000);
}

/** Compares digests, which have one length, so that the comparison takes one time. */
function allowing(keys: readonly (string | undefined)[]): (request: FastifyRequest) => boolean {
  const digests = keys.filter((key) => key !== undefined).map(digest);
  return ({ headers }) => {
    const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    return digests.filter((one) => timingSafeEqual(one, digest(given))).length > 0;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

async function countQueues({ queueJobs, queueUp }: ApiMetrics, queue: StoreQueue): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queues took too long')), queueWithinMs);
  });
  const counts = Promise.all(
    allQueues.map(async (one) => [one.name, await queue.countStates(one)] as const),
  );
  counts.catch(() => undefined);
  try {
    for (const [name, states] of await Promise.race([counts, late])) {
      for (const [state, jobs] of Object.entries(states))
        queueJobs.set({ queue: name, state }, jobs);
    }
    queueUp.set(1);
  } catch {
    // old numbers would look like a queue that stands still
    queueJobs.reset();
    queueUp.set(0);
  } finally {
    clearTimeout(timer);
  }
}
