import { readFileSync } from 'node:fs';

import type { FixtureSite } from '../../support/fixture-site.js';
import { differingOutput } from '../../support/guides/differing-output.js';
import { blocksOf } from '../../support/guides/guide-blocks.js';
import { drawTrace } from '../../support/observing/draw-trace.js';
import { OtlpReceiver, type SentSpan } from '../../support/observing/otlp-receiver.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey } from '../running-api.js';
import { ingest, startShop } from '../running-worker.js';

/** Stands in what is asked, read and answered. */
const secret = 'Xylophone7319';
const question = `How do I wash the ${secret} pillow? Write to ana@shopper.example.`;
const answer = `Wash the ${secret} pillow at 40 °C on a gentle cycle and dry it flat. [1]`;
const foreign = '4bf92f3577b34da6a3ce929d0e0e4736';

/** What the guide shows below a heading, captured here once, with these attributes. */
const asked = ['status', 'outcome', 'model', 'input_tokens', 'output_tokens', 'cost', 'sentences'];
const guide = blocksOf(readFileSync('apps/guides/pages/architecture.md', 'utf8'));
const drawn = (heading: string) =>
  String(guide.find((block) => block.heading === heading && block.language === 'text')?.text);

let collector: OtlpReceiver;
let model: OpenAiStub;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;
let ingestId: string;
let doors: DoorProcess[];

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  model = await OpenAiStub.start();
  site = await startShop(secret);
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector',
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key-of-the-model',
    CHAT_MODEL: 'stub',
    CHAT_PRICES: 'stub=1/2',
  };
  doors = await Promise.all([
    DoorProcess.start('api', env),
    DoorProcess.start('worker', env),
    DoorProcess.start('worker', env),
  ]);
  const admin = new ApiClient(doors[0]!.origin, process.env['ADMIN_API_KEY']);
  ({ client, storeId } = await aStoreWithKey(admin));
  const done = await ingest(client, storeId, site.origin);
  ingestId = String(done['ingest_id']);
  expect(done['status']).toBe('live');
}, 180_000);
afterAll(async () => {
  await DoorProcess.endAll();
  await collector.stop();
  await model.stop();
  await site.stop();
});

async function ask(): Promise<SentSpan> {
  const { body } = await client.post('/api/v1/conversations', {});
  const before = collector.spans.length;
  model.always({ text: answer });
  await client.post(
    `/api/v1/conversations/${String(body['id'])}/messages`,
    { content: question },
    { headers: { traceparent: `00-${foreign}-00f067aa0ba902b7-01` } },
  );
  return waitFor(() => collector.spans.slice(before).find(({ name }) => name === 'askQuestion'));
}

const names = (spans: readonly SentSpan[]) => [...new Set(spans.map(({ name }) => name))].sort();
/** Two workers send what they have once a second, each for itself. */
function isWhole(trace: readonly SentSpan[]): boolean {
  const known = new Set(trace.map(({ spanId }) => spanId));
  const isJoined = trace.every(({ parentSpanId: id }) => !id || known.has(id));
  return (
    isJoined &&
    ['startIngest', 'embed', 'publish-release'].every((one) => names(trace).includes(one))
  );
}

const childrenOf = (trace: readonly SentSpan[], parent: SentSpan) =>
  trace.filter(({ parentSpanId }) => parentSpanId === parent.spanId);
const only = (trace: readonly SentSpan[], wanted: string): SentSpan => {
  const found = trace.filter(({ name }) => name === wanted);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('a trace', () => {
  it('is one for each ingest, from its request over all its jobs in two processes', async () => {
    const jobs = await waitFor(() => {
      const found = collector.with('ingest_id', ingestId);
      return found[0] && isWhole(collector.traceOf(found[0])) ? found : undefined;
    });

    expect(new Set(jobs.map(({ traceId }) => traceId)).size).toBe(1);
    const trace = collector.traceOf(jobs[0]!);
    const root = only(trace, 'startIngest');
    expect(root).toMatchObject({ service: 'storehand-api', parentSpanId: undefined, kind: 2 });
    expect(root.attributes).toMatchObject({
      'storehand.store_id': storeId,
      'storehand.status': 202,
    });
    const steps = trace.filter(({ kind }) => kind === 5);
    expect(names(steps)).toEqual(['crawl-pages', 'index-pages', 'publish-release']);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.every(({ parentSpanId }) => parentSpanId === root.spanId)).toBe(true);
    expect(steps.every(({ service }) => service === 'storehand-worker')).toBe(true);
    const crawled = steps.filter(({ name }) => name === 'crawl-pages');
    expect(names(crawled.flatMap((job) => childrenOf(trace, job)))).toEqual([
      'discover',
      'extract',
      'fetch',
    ]);
    expect(trace.filter(({ name }) => name === 'fetch').length).toBeGreaterThan(2);
    const published = childrenOf(trace, only(trace, 'publish-release'));
    expect(names(published)).toEqual(['publish']);
    expect(names(childrenOf(trace, only(published, 'publish')))).toContain('ingest');
    expect(names(trace)).toContain('embed');
    expect(differingOutput(drawn('One ingest'), drawTrace(trace))).toBeNull();
  });

  it('is one for each answer, with its search, its calls of the model and its checks in it', async () => {
    const [first, second] = [await ask(), await ask()];

    expect(first.traceId).not.toBe(second.traceId);
    const trace = collector.traceOf(first);
    expect(differingOutput(drawn('One question'), drawTrace(trace, asked))).toBeNull();
    const told = only(trace, 'answer');
    expect(first).toMatchObject({ parentSpanId: undefined, service: 'storehand-api' });
    expect(told.parentSpanId).toBe(first.spanId);
    expect(told.attributes).toMatchObject({
      'storehand.store_id': storeId,
      'storehand.outcome': 'answered',
    });
    expect(names(childrenOf(trace, told))).toEqual(['check', 'model answer', 'search']);
    expect(only(trace, 'model answer').attributes).toEqual({
      'storehand.purpose': 'answer',
      'storehand.model': 'stub',
      'storehand.end': 'done',
      'storehand.input_tokens': 120,
      'storehand.output_tokens': 30,
      'storehand.cost': 0.00018,
    });
    for (const { startNs, endNs } of childrenOf(trace, told)) {
      expect(startNs).toBeLessThanOrEqual(endNs);
      expect(endNs).toBeLessThanOrEqual(told.endNs + 5_000_000n);
    }
  });

  it('says where an answer went wrong, and stands in the lines of its log', async () => {
    const { body } = await client.post('/api/v1/conversations', {});
    model.always({ status: 401, body: JSON.stringify({ error: { message: question } }) });
    const before = collector.spans.length;
    await client.post(`/api/v1/conversations/${String(body['id'])}/messages`, {
      content: question,
    });
    const asked = await waitFor(() =>
      collector.spans.slice(before).find(({ name }) => name === 'askQuestion'),
    );

    const trace = collector.traceOf(asked);
    expect(doors[0]!.log).toContain(`"trace_id":"${asked.traceId}"`);
    expect(only(trace, 'answer').isError).toBe(true);
    expect(only(trace, 'model answer')).toMatchObject({
      isError: true,
      attributes: { 'storehand.end': 'failed' },
    });
  });

  it('is not joined to one that a caller names', () => {
    expect(collector.spans.filter(({ traceId }) => traceId === foreign)).toEqual([]);
  });

  it('holds no text, address, query or key of anybody', () => {
    const all = collector.requests.map(({ body }) => body).join('\n');

    expect(collector.requests.length).toBeGreaterThan(0);
    for (const { path, headers } of collector.requests) {
      expect(path).toBe('/v1/traces');
      expect(headers.authorization).toBe('Bearer of-the-collector');
    }
    for (const text of [
      secret,
      site.host,
      '40 °C',
      'shopper.example',
      'key-of-the-model',
      client.key,
    ]) {
      expect(all).not.toContain(text);
    }
    const values = collector.spans.flatMap(({ attributes }) => Object.values(attributes));
    expect(values.every((value) => String(value).length <= 100)).toBe(true);
  });

  it('is sent to its end by a process that is stopped', async () => {
    const before = collector.spans.length;
    const { traceId } = await ask();
    await Promise.all(doors.map((door) => door.end('SIGTERM')));

    expect(collector.traceOf({ traceId }).length).toBeGreaterThan(2);
    expect(collector.spans.length).toBeGreaterThan(before);
  });
});
