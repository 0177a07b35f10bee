import { inTime, mayScrape, StoreQueue, TENANCY_CONFIG, type TenancyConfig } from '@app/tenancy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

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
  const mayRead = mayScrape([
    app.get<ApiConfig>(API_CONFIG).metricsToken,
    app.get<TenancyConfig>(TENANCY_CONFIG).adminApiKey,
  ]);
  const queue = app.get(StoreQueue);
  const audit = app.get(RequestAudit);
  fastify.get('/metrics', async (request, reply) => {
    if (!mayRead(request.headers.authorization)) {
      audit.refused(request, { code: 'TENANCY_KEY_REFUSED', operation: 'getMetrics' });
      return reply.code(401).header('WWW-Authenticate', 'Bearer realm="metrics"').send('');
    }
    await countQueues(metrics, queue);
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}

function count(metrics: ApiMetrics, operation: string, reply: FastifyReply): void {
  metrics.requests.inc({ operation, status: `${Math.floor(reply.statusCode / 100)}xx` });
  metrics.requestSeconds.observe({ operation }, reply.elapsedTime / 1000);
}

async function countQueues({ queueJobs, queueUp }: ApiMetrics, queue: StoreQueue): Promise<void> {
  const counts = Promise.all(
    allQueues.map(async (one) => [one.name, await queue.countStates(one)] as const),
  );
  try {
    for (const [name, states] of await inTime(counts, queueWithinMs, queuesLate)) {
      for (const [state, jobs] of Object.entries(states))
        queueJobs.set({ queue: name, state }, jobs);
    }
    queueUp.set(1);
  } catch {
    // old numbers would look like a queue that stands still
    queueJobs.reset();
    queueUp.set(0);
  }
}

const queuesLate = (): Error => new Error('the queues took too long');
