import path from 'node:path';

import { z } from 'zod';

import { StartProblem } from './start-problem.js';

const secret = z.string().min(32, 'must have 32 characters or more');
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });

const standaloneEnv = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be between 1 and 65535')
    .max(65_535, 'must be between 1 and 65535')
    .default(8001),
  HOST: z.string().default('127.0.0.1'),
  STOREHAND_DATA_DIR: z.string().default('.storehand'),
  // it travels in a header
  ADMIN_API_KEY: secret
    .regex(/^[\x21-\x7e]*$/, 'may hold letters from a to z, digits and signs, without spaces')
    .optional(),
  CREDENTIALS_SECRET: secret.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
});

/** What standalone itself needs to know; everything else is passed on to the processes it starts, which check it. */
export interface StandaloneEnvironment {
  port: number;
  host: string;
  dataDirectory: string;
  adminApiKey?: string;
  credentialsSecret?: string;
  /** Set: services are used and nothing is embedded. */
  databaseUrl?: string;
  databaseOwnerUrl?: string;
  redisUrl?: string;
}

/**
 * The only place of standalone that reads the environment. It does not use `readEnv` of @app/tenancy, which would load
 * the server's whole floor into a process that only starts others.
 */
export function readEnvironment(): StandaloneEnvironment {
  const names = Object.keys(standaloneEnv.shape);
  const raw = Object.fromEntries(names.map((name) => [name, process.env[name] || undefined]));
  const { data, error } = standaloneEnv.safeParse(raw);
  if (error) {
    const problems = error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
    throw new StartProblem(`Bad environment: ${problems.join('; ')}.`);
  }
  return {
    port: data.PORT,
    host: data.HOST,
    dataDirectory: path.resolve(data.STOREHAND_DATA_DIR),
    adminApiKey: data.ADMIN_API_KEY,
    credentialsSecret: data.CREDENTIALS_SECRET,
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    redisUrl: data.REDIS_URL,
  };
}

/** The environment of a child: our own, and what standalone adds to it. */
export function childEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}
