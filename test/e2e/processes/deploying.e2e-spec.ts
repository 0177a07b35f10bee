import { readFileSync } from 'node:fs';

import { OperatorGuide } from '../../support/guides/operator-guide.js';
import { waitFor } from '../../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';

const page = 'apps/guides/pages/deploying.md';
const guide = OperatorGuide.open(page);
const METRICS_TOKEN = 'metrics-token-of-a-guide';
let api: RunningApi;

beforeAll(async () => {
  api = await startApi({ METRICS_TOKEN, CHAT_PRICES: 'a-model=1/2' });
  const { origin, key } = api.admin;
  const { storeId } = await aStoreWithKey(api.admin, 'Deployed');
  guide.set({ STOREHAND_API_URL: origin, STOREHAND_API_KEY: String(key), STORE_ID: storeId });
  guide.set({ METRICS_TOKEN });
  await waitFor(async () => (await api.admin.get('/health/ready')).status === 200);
});
afterAll(async () => {
  await api.stop();
  guide.close();
});

describe('the commands of the page on deploying', () => {
  it('read what a store used, and bound it', async () => {
    const printed = await guide.runNext('What a month costs');

    expect(printed).toMatch(/^day +0 +2\.5 +USD$/m);
    const budget = await api.admin.get(`/api/v1/stores/${guide.get('STORE_ID')}/budget`);
    expect(JSON.stringify(budget.body)).toContain('2.5');
  }, 600_000);

  it('read the metrics with their token', async () => {
    expect(await guide.runNext('What to watch')).toContain('storehand_http_requests_total{');
  }, 600_000);

  it('show on the first day that it answers, whose stores there are, that they are apart and the audit whole', async () => {
    const answering = await guide.runNext('The first day');
    const report = await guide.runNext('The first day');
    await guide.runNext('The first day');
    const audit = await guide.runNext('The first day');

    expect(answering).toMatch(/"status":\s*"ok"[^]*shared +up[^]*Deployed/);
    expect(report).toContain('"is_running":false');
    expect(audit).toMatch(/^All \d+ entries are as they were written\.\nHead \d+:/);
  }, 600_000);

  it('are all run', () => {
    expect(guide.left).toEqual([]);
  });
});

/** The proxy of the page is no other than that of the manifests, whose paths and times a spec compares with the API. */
it('the proxy of the page leads where the ingress leads, and waits as long', () => {
  const [, nginx = ''] = /^```nginx\n([^]*?)^```$/m.exec(readFileSync(page, 'utf8')) ?? [];
  const ingress = readFileSync('docker/kubernetes/ingress.yaml', 'utf8');
  const led = [...ingress.matchAll(/- path: (\S+)/g)].map(([, path = '']) => path);
  const [, location = ''] = /location ~ (\S+)/.exec(nginx) ?? [];
  const annotated = (name: string) => new RegExp(`/${name}: '?([\\w]+)'?`).exec(ingress)?.[1];

  expect(led.length).toBeGreaterThan(4);
  expect(led.filter((path) => !new RegExp(location).test(path))).toEqual([]);
  for (const inside of ['/metrics', '/admin/queues', '/console', '/health/ready', '/apix']) {
    expect(inside).not.toMatch(new RegExp(location));
  }
  expect(nginx).toContain(`proxy_read_timeout ${String(annotated('proxy-read-timeout'))}s;`);
  expect(nginx).toContain(`client_max_body_size ${String(annotated('proxy-body-size'))};`);
});
