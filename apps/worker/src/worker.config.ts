import { EnvError, readEnv } from '@app/tenancy';
import { z } from 'zod';

const workerEnv = z.object({
  WORKER_HEALTH_PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(0),
  WORKER_HEALTH_HOST: z.string().default('127.0.0.1'),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What the queue door takes from its environment. */
export interface WorkerConfig {
  /** Port that answers liveness probes and /metrics; 0 opens none. */
  healthPort: number;
  healthHost: string;
  /** Asked for at /metrics where it is set. */
  metricsToken?: string;
  logLevel: string;
}

export const WORKER_CONFIG = Symbol('WorkerConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readWorkerConfig(): WorkerConfig {
  const env = readEnv(workerEnv);
  if (env.WORKER_HEALTH_HOST !== '127.0.0.1' && env.METRICS_TOKEN === undefined) {
    throw new EnvError(['WORKER_HEALTH_HOST: needs METRICS_TOKEN for any address but 127.0.0.1']);
  }
  return Object.freeze({
    healthPort: env.WORKER_HEALTH_PORT,
    healthHost: env.WORKER_HEALTH_HOST,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
  });
}
