import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { createApi } from '../../apps/api/src/http/create-api.js';
import { stopApi } from '../../apps/api/src/http/stop-api.js';
import { ApiClient } from './api-client.js';

/** The API of this process on a port of its own, with the admin key of the test run. */
export interface RunningApi {
  app: NestFastifyApplication;
  admin: ApiClient;
  stop(): Promise<void>;
}

/** What a suite does not ask for does not run beside it. */
const quiet = { LOG_LEVEL: 'silent', SHUTDOWN_GRACE_MS: '200', ISOLATION_CHECK_MINUTES: '0' };

export async function startApi(
  env: Record<string, string> = {},
  module?: Type,
): Promise<RunningApi> {
  const app = await withEnv({ ...quiet, ...env }, () => createApi(module));
  await app.listen(0, '127.0.0.1');
  app.flushLogs();
  const admin = new ApiClient(await app.getUrl(), process.env['ADMIN_API_KEY']);
  return { app, admin, stop: () => stopApi(app) };
}

/** Sets variables while something reads its configuration. */
export async function withEnv<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** A new store with a key of its own, and the client that holds it. */
export async function aStoreWithKey(admin: ApiClient, name = 'A store') {
  const store = await admin.post('/api/v1/stores', { name });
  const storeId = String(store.body['id']);
  const key = await admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
  return { storeId, keyId: String(key.body['id']), client: admin.as(String(key.body['key'])) };
}
