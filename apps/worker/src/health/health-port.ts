import { createServer, type Server } from 'node:http';

import { crawlQueue } from '@app/knowledge';
import { inTime, PlacementDirectory, StoreQueue } from '@app/tenancy';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';

import { answerScrape } from '../metrics/answer-scrape.js';
import { WorkerMetrics } from '../metrics/worker-metrics.js';
import { WORKER_CONFIG, type WorkerConfig } from '../worker.config.js';

const answerWithinMs = 2_000;

/**
 * A port where WORKER_HEALTH_PORT names one: /metrics for Prometheus, and for liveness probes everything else, 200 while
 * the queue answers, else 503; it names the placements whose databases do not.
 */
@Injectable()
export class HealthPort implements OnApplicationBootstrap, OnModuleDestroy {
  private server?: Server;

  constructor(
    @Inject(WORKER_CONFIG) private readonly config: WorkerConfig,
    private readonly queue: StoreQueue,
    private readonly metrics: WorkerMetrics,
    private readonly placements: PlacementDirectory,
  ) {}

  onApplicationBootstrap(): void {
    const { healthPort, healthHost, metricsToken } = this.config;
    if (healthPort === 0) return;
    this.server = createServer((request, response) => {
      if (request.url === '/metrics') {
        void answerScrape(request, response, this.metrics, metricsToken);
        return;
      }
      void Promise.all([this.isQueueUp(), this.placements.away()]).then(([isUp, away]) => {
        response.writeHead(isUp ? 200 : 503, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ status: isUp ? 'ok' : 'unavailable', away }));
      });
    });
    this.server.listen(healthPort, healthHost);
  }

  onModuleDestroy(): void {
    this.server?.close();
  }

  private isQueueUp(): Promise<boolean> {
    const answer = this.queue.countWaiting(crawlQueue);
    return inTime(answer, answerWithinMs, () => new Error('the queue took too long')).then(
      () => true,
      () => false,
    );
  }
}
