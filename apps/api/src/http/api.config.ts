import { readEnv } from '@app/tenancy';
import { z } from 'zod';

const milliseconds = (min: number, usual: number) =>
  z.coerce.number('must be a number').int().min(min).max(3_600_000).default(usual);
const perMinute = z.coerce.number('must be a number').int().min(1);
/** Each is a series of its own for years. */
const mostStores = 50;

const commaSeparated = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''));

const storeIds = commaSeparated
  .transform((ids) => ids.map((id) => id.toLowerCase()))
  .pipe(z.array(z.guid('must be ids of stores with commas between')).max(mostStores));

const apiEnv = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65535).default(8001),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d{1,2}|[0-9a-fA-F.:/, ]+)$/,
      'must be true, false, a number of hops or addresses',
    )
    .default('false'),
  REQUEST_WITHIN_MS: milliseconds(100, 30_000),
  UPLOAD_WITHIN_MS: milliseconds(100, 360_000),
  KEEP_ALIVE_MS: milliseconds(100, 72_000),
  IDLE_CONNECTION_MS: milliseconds(100, 120_000),
  CAPSULE_MAX_BYTES: z.coerce
    .number('must be a number')
    .int()
    .min(1_024)
    .default(20 * 1024 ** 3),
  MAX_CONNECTIONS: z.coerce.number('must be a number').int().min(1).default(10_000),
  RATE_LIMIT_PER_MINUTE: perMinute.default(6000),
  RATE_LIMIT_PER_ADDRESS: perMinute.default(6000),
  RATE_LIMIT_PER_SESSION: perMinute.default(120),
  QUEUE_DASHBOARD_PASSWORD: z.string().min(12, 'must have 12 characters or more').optional(),
  SHUTDOWN_GRACE_MS: z.coerce.number('must be a number').int().min(0).max(20_000).default(10_000),
  ISOLATION_CHECK_MINUTES: z.coerce.number('must be a number').int().min(0).max(10_080).default(60),
  SHOPIFY_API_SECRET: commaSeparated,
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  METRICS_STORE_IDS: storeIds,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How long a client may take, and how many there may be. */
export interface ConnectionLimits {
  /** A request must have arrived whole within this: a client that dribbles holds no connection for long. */
  requestWithinMs: number;
  /** The same for one that brings a file. */
  uploadWithinMs: number;
  /** How long a connection stays open for another request. */
  keepAliveMs: number;
  /** A client that neither sends nor reads for so long is dropped, whatever it waits for. */
  idleMs: number;
  /** Further ones are closed as they come. */
  most: number;
}

/** What the HTTP door takes from its environment. */
export interface ApiConfig {
  port: number;
  host: string;
  /** Whose `X-Forwarded-For` is believed: nobody's, everybody's, that of so many hops, or of these addresses. */
  trustProxy: boolean | string | ((address: string, hop: number) => boolean);
  connections: ConnectionLimits;
  /** How large an archive of a store may be that is imported. */
  capsuleMaxBytes: number;
  /** Requests a minute for each key. */
  rateLimitPerMinute: number;
  /** Requests a minute for each address, whatever key it sends. */
  rateLimitPerAddress: number;
  /** Requests a minute for each shopper's session. */
  rateLimitPerSession: number;
  /** The queue dashboard is served only when this is set. */
  queueDashboardPassword?: string;
  /** How long running answers may go on after a stop was asked for. */
  shutdownGraceMs: number;
  /** How often the isolation check runs; 0: never by itself. */
  isolationCheckMinutes: number;
  /** What Shopify signs with, the newest first; none: its webhooks are not taken. */
  shopifySecrets: readonly string[];
  /** With it, as with the admin key, /metrics may be read. */
  metricsToken?: string;
  /** Stores that get series of their own. */
  metricsStoreIds: readonly string[];
  logLevel: string;
}

export const API_CONFIG = Symbol('ApiConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readApiConfig(): ApiConfig {
  const env = readEnv(apiEnv);
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    trustProxy: trustProxy(env.TRUST_PROXY),
    connections: {
      requestWithinMs: env.REQUEST_WITHIN_MS,
      uploadWithinMs: env.UPLOAD_WITHIN_MS,
      keepAliveMs: env.KEEP_ALIVE_MS,
      idleMs: env.IDLE_CONNECTION_MS,
      most: env.MAX_CONNECTIONS,
    },
    capsuleMaxBytes: env.CAPSULE_MAX_BYTES,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    rateLimitPerAddress: env.RATE_LIMIT_PER_ADDRESS,
    rateLimitPerSession: env.RATE_LIMIT_PER_SESSION,
    queueDashboardPassword: env.QUEUE_DASHBOARD_PASSWORD,
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    isolationCheckMinutes: env.ISOLATION_CHECK_MINUTES,
    shopifySecrets: env.SHOPIFY_API_SECRET,
    metricsToken: env.METRICS_TOKEN,
    metricsStoreIds: env.METRICS_STORE_IDS,
    logLevel: env.LOG_LEVEL,
  });
}

function trustProxy(value: string): ApiConfig['trustProxy'] {
  if (value === 'true' || value === 'false') return value === 'true';
  if (!/^\d+$/.test(value)) return value;
  const hops = Number(value);
  return (_address, hop) => hop < hops;
}
