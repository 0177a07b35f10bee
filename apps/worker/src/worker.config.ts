import { readEnv } from '@app/tenancy';
import { z } from 'zod';

const workerEnv = z.object({
  WORKER_HEALTH_PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What the queue door takes from its environment. */
export interface WorkerConfig {
  /** Port on loopback that answers liveness probes; 0 opens none. */
  healthPort: number;
  logLevel: string;
}

export const WORKER_CONFIG = Symbol('WorkerConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readWorkerConfig(): WorkerConfig {
  const env = readEnv(workerEnv);
  return Object.freeze({ healthPort: env.WORKER_HEALTH_PORT, logLevel: env.LOG_LEVEL });
}
