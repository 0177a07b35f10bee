import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { withEnv } from './running-api.js';

/** The worker in this process; it may crawl the given hosts, which are on loopback. */
export function startWorker(
  ...sites: Pick<FixtureSite, 'host'>[]
): Promise<INestApplicationContext> {
  const env = {
    LOG_LEVEL: 'silent',
    CRAWL_EXTRACTION_THREADS: '0',
    CRAWL_ALLOWED_PRIVATE_HOSTS: sites.map(({ host }) => host).join(','),
  };
  return withEnv(env, () =>
    NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false }),
  );
}

const page = (title: string, text: string) =>
  `<html><head><title>${title}</title></head><body><nav><a href="/">Home</a> <a href="/care">Care</a>
   <a href="/shipping">Shipping</a></nav><main><h1>${title}</h1>${text}</main></body></html>`;

/** A small shop whose pages say what nobody else's do. */
export async function startShop(word = 'feathercloud'): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  const html = { 'content-type': 'text/html; charset=utf-8' };
  site
    .page('/', {
      headers: html,
      body: page('Welcome', `<p>The ${word} pillow is our softest pillow for side sleepers.</p>`),
    })
    .page('/care', {
      headers: html,
      body: page(
        'Care instructions',
        `<h2>Washing</h2><p>Wash the ${word} pillow at 40 °C on a gentle cycle and dry it flat.</p>`,
      ),
    })
    .page('/shipping', {
      headers: html,
      body: page(
        'Shipping',
        `<p>The ${word} pillow ships within 3 working days. Returns are free for 60 days.</p>`,
      ),
    });
  return site;
}

const final = ['live', 'held', 'failed', 'cancelled'];

/** Waits for the end of an ingest and returns its last state. */
export function ingestEnd(client: ApiClient, storeId: string, ingestId: string) {
  return waitFor(
    async () => {
      const { body } = await client.get(`/api/v1/knowledge-base/${storeId}/ingests/${ingestId}`);
      return final.includes(String(body['status'])) ? body : undefined;
    },
    { timeoutMs: 90_000, everyMs: 100 },
  );
}

/** Reads a website into a store and waits until it is live. */
export async function ingest(client: ApiClient, storeId: string, url: string) {
  const started = await client.post('/api/v1/knowledge-base/ingest', { store_id: storeId, url });
  return ingestEnd(client, storeId, String(started.body['ingest_id']));
}
