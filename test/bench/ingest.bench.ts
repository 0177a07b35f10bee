import { rmSync } from 'node:fs';
import path from 'node:path';

import { ApiClient } from '../e2e/api-client.js';
import type { startStaticSite } from '../support/static-site.js';
import { extractAlone, fetchAlone, fetchPages } from './floors.js';
import { madeUpSite } from './made-up/made-up-site.js';
import { MeasuredProcess, peakMebibytes } from './measured-process.js';
import { MeasuredStore } from './measured-store.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * A website through the real API and the real worker, each a process of its own: pages a second of the whole ingest and of
 * each stage, first and again, beside fetching and extraction by themselves in the same run, and the most memory that each
 * process took. Arguments: the folder of the site (a made-up one if left out), the path to start at, the page cap.
 */
export async function run(
  [folder = '', start = '/', maxPages = '1000']: string[],
  databasePid?: number,
): Promise<void> {
  const made = folder === '' ? madeUpSite() : null;
  const site = await serve(made ?? folder);
  const allowed = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host };
  const worker = await MeasuredProcess.start('worker', allowed);
  const api = await MeasuredProcess.start('api', allowed);
  try {
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    const store = await MeasuredStore.create(admin);
    const url = new URL(start, site.origin).href;
    say(await store.ingest('first', url, Number(maxPages)));
    say(await store.ingest('again, nothing changed', url, Number(maxPages)));
    const urls = await store.readUrls();
    say(`fetching alone, no checks: ${await fetchAlone(urls)}`);
    say(`extraction alone, one thread: ${extractAlone(await fetchPages(urls))}`);
    say(`most memory (MiB): ${memory({ worker, api, 'embedded database': { pid: databasePid } })}`);
  } finally {
    await worker.stop();
    await api.stop();
    await site.stop();
    if (made !== null) rmSync(made, { recursive: true });
  }
}

function memory(processes: Record<string, { pid?: number }>): string {
  return Object.entries(processes)
    .map(([name, { pid }]) => `${name} ${pid === undefined ? 'none' : peakMebibytes(pid)}`)
    .join(', ');
}

/** The server of the test support is a script that is not compiled, so it is taken from where it stands. */
async function serve(folder: string) {
  const script = path.resolve('test/support/static-site.mjs');
  const support = (await import(script)) as { startStaticSite: typeof startStaticSite };
  return support.startStaticSite(folder);
}
