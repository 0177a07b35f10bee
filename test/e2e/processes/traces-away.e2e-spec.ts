import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OpenAiStub } from '../../support/openai-stub.js';
import { freePort } from '../../support/outages/free-port.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey } from '../running-api.js';

const loadedModules = 'test/support/observing/loaded-modules.mjs';
const asked = 40;

let silent: Server;
let taken = 0;
let model: OpenAiStub;

beforeAll(async () => {
  model = await OpenAiStub.start();
  silent = createServer(() => (taken += 1)).listen(0, '127.0.0.1');
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await model.stop();
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Statuses of so many requests that each would be a trace. */
async function use(door: DoorProcess): Promise<number[]> {
  const admin = new ApiClient(door.origin, process.env['ADMIN_API_KEY']);
  const { client, storeId } = await aStoreWithKey(admin);
  const statuses: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const path = `/api/v1/knowledge-base/${storeId}/search`;
    statuses.push((await client.post(path, { query: 'a pillow' })).status);
  }
  return statuses;
}

describe('without a collector', () => {
  it.each(['api', 'worker'] as const)('the %s loads nothing and traces nothing', async (app) => {
    const door = await DoorProcess.start(app, {}, { imports: [loadedModules] });
    if (app === 'api') expect(await use(door)).toEqual(Array(asked).fill(200));
    await door.end('SIGTERM');

    expect(door.log).not.toContain('loaded ');
    expect(door.log).not.toContain('trace_id');
  });
});

describe('a collector', () => {
  it.each(['nobody listens', 'nobody answers'])(
    'where %s harms nothing, fills no log and holds up no stop',
    async (how) => {
      const port = how === 'nobody listens' ? await freePort() : portOf(silent);
      const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
      const door = await DoorProcess.start('api', env, { imports: [loadedModules] });

      const statuses = await use(door);
      const { code } = await door.end('SIGTERM');

      expect(statuses).toEqual(Array(asked).fill(200));
      expect(door.log).toContain('loaded sdk-trace');
      expect(door.log).toContain('"trace_id":"');
      // by time, one in five seconds, however much there is to lose
      expect(door.log.split('Spans could not be sent').length - 1).toBeLessThan(asked / 4);
      // one that was held up to its limit leaves with 1
      expect(code).toBe(0);
      if (how === 'nobody answers') expect(taken).toBeGreaterThan(0);
    },
  );

  it('is named by an address, else the process says so and does not start', async () => {
    await expect(
      DoorProcess.start('api', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }),
    ).rejects.toThrow('OTEL_EXPORTER_OTLP_ENDPOINT: must be an http(s) URL');
  });
});
