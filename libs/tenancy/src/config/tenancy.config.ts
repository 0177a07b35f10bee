import { z } from 'zod';

import type { DatabaseLocation } from '../database/connections/database-location.js';
import { type Limits, parseLimits } from '../limits/store-limits.js';
import { toPlacements } from '../placements/placement-locations.js';
import { readEnv } from './read-env.js';

const secret = z.string().min(32, 'must have 32 characters or more');
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });

const minutes = z.coerce.number('must be a number').min(0.01);

const tenancyEnv = z.object({
  ADMIN_API_KEY: secret.optional(),
  CREDENTIALS_SECRET: secret.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number('must be a number').int().min(1).max(200).default(10),
  PLACEMENT_URLS: z.string().optional().transform(toPlacements),
  PLACEMENT_OWNER_URLS: z.string().optional().transform(toPlacements),
  STOREHAND_EMBEDDED_SOCKET: z.string().optional(),
  STOREHAND_DATA_DIR: z.string().optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  STOREHAND_QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/, 'may hold a-z, 0-9, _ and - only')
    .default('storehand'),
  WIDGET_SESSION_MINUTES: minutes.max(1_440).default(30),
  WIDGET_SESSION_MOST_MINUTES: minutes.max(10_080).default(1_440),
  STORE_LIMITS: z.string().optional().transform(toLimits),
});

export interface TenancyConfig {
  adminApiKey?: string;
  credentialsSecret?: string;
  database: DatabaseLocation;
  /** The owner's connection, for migrations only. */
  databaseOwnerUrl?: string;
  databasePoolSize: number;
  /** The databases of dedicated stores, by the name of their placement; the second, of their owners, for migrations only. */
  placements: ReadonlyMap<string, DatabaseLocation>;
  placementOwners: ReadonlyMap<string, DatabaseLocation>;
  redisUrl?: string;
  queuePrefix: string;
  /** How long a token of a shopper's session lasts, and its session with all renewals. */
  widgetSessions: { minutes: number; mostMinutes: number };
  /** What every store may have that an operator did not say otherwise about. */
  storeLimits: Partial<Limits>;
}

export const TENANCY_CONFIG = Symbol('TenancyConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readTenancyConfig(): TenancyConfig {
  const env = readEnv(tenancyEnv);
  return Object.freeze({
    adminApiKey: env.ADMIN_API_KEY,
    credentialsSecret: env.CREDENTIALS_SECRET,
    database: databaseLocation(
      env.DATABASE_URL,
      env.STOREHAND_EMBEDDED_SOCKET,
      env.STOREHAND_DATA_DIR,
    ),
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    placements: env.PLACEMENT_URLS,
    placementOwners: env.PLACEMENT_OWNER_URLS,
    redisUrl: env.REDIS_URL,
    queuePrefix: env.STOREHAND_QUEUE_PREFIX,
    widgetSessions: {
      minutes: env.WIDGET_SESSION_MINUTES,
      mostMinutes: env.WIDGET_SESSION_MOST_MINUTES,
    },
    storeLimits: env.STORE_LIMITS,
  });
}

function databaseLocation(url?: string, socketDir?: string, dataDir?: string): DatabaseLocation {
  if (url) return { kind: 'services', url };
  if (socketDir) return { kind: 'embedded', socketDir, dataDir };
  throw new Error(
    'DATABASE_URL is not set: set it, or use `npm start`, which brings the embedded database.',
  );
}

function toLimits(text: string | undefined, context: z.RefinementCtx): Partial<Limits> {
  try {
    return text === undefined ? {} : parseLimits(text);
  } catch (error) {
    context.addIssue((error as Error).message);
    return {};
  }
}
