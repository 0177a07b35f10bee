import { setTimeout as sleep } from 'node:timers/promises';

import { heldMebibytes, peakMebibytes } from '../measured-process.js';
import { chosenSites } from './chosen-sites.js';
import { madeUpDocs, type NamedSite } from './made-up-sites.js';
import { MemorySite } from './memory-site.js';
import { childCrawl } from './peers/child-crawl.js';
import { installPeers } from './peers/install-peers.js';
import { ProductCrawl } from './product-crawl.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const lookEveryMs = 500;
const parts = 10;
const pairs = 3;

/**
 * The memory of the worker. `memory [folder] [start] [cap]`: the most it holds while it crawls and indexes a site, against
 * Crawlee's crawl, each in fresh processes, in turn. `memory flat [pages]`: what it holds along the crawl of a made-up site
 * of many small pages.
 */
export async function run(
  [folder = '', start = '/', cap = '500']: string[],
  databasePid?: number,
): Promise<void> {
  if (folder === 'flat') {
    const pages = start === '/' ? 5_000 : Number(start);
    await along(madeUpDocs(pages), pages, databasePid);
    return;
  }
  const peers = await installPeers();
  for (const site of chosenSites(folder, start)) await compare(site, peers, cap, databasePid);
}

async function compare(named: NamedSite, peers: string, cap: string, databasePid?: number) {
  const site = await MemorySite.start(named.files);
  const url = `${site.origin}${named.start}`;
  say(`${named.name}, most memory (MiB):`);
  for (let pair = 0; pair < pairs; pair += 1) {
    const { peakMib, pages } = await childCrawl('crawlee-crawl', [peers, url, cap]);
    const product = await ProductCrawl.start(site.host, databasePid);
    const { pid } = product.worker;
    const idle = peakMebibytes(pid);
    const store = await product.newStore();
    const { ingest } = await store.run(url, Number(cap), ['indexing', 'publishing']);
    const crawled = peakMebibytes(pid);
    await store.follow(ingest);
    const whole = peakMebibytes(pid);
    await product.stop();
    say(
      `  worker ${idle} at its start, ${crawled} once crawled, ${whole} once live; Crawlee ${peakMib} at ${pages} pages: ` +
        `${(crawled / peakMib).toFixed(2)} and ${(whole / peakMib).toFixed(2)} ×`,
    );
  }
  await site.stop();
}

async function along(named: NamedSite, pages: number, databasePid?: number): Promise<void> {
  const site = await MemorySite.start(named.files);
  const product = await ProductCrawl.start(site.host, databasePid);
  const { pid } = product.worker;
  const store = await product.newStore();
  const looks: { read: number; held: number }[] = [];
  const isOver = new AbortController();
  const watching = (async () => {
    while (!isOver.signal.aborted) {
      looks.push({ read: site.answers[200] ?? 0, held: heldMebibytes(pid) });
      await sleep(lookEveryMs);
    }
  })();
  const { seconds } = await store.run(`${site.origin}${named.start}`, pages, [
    'indexing',
    'publishing',
  ]);
  isOver.abort();
  await watching;
  say(
    `${pages} pages in ${(seconds.get('crawling') ?? 0).toFixed(0)} s; the worker holds (MiB, median and most):`,
  );
  for (let part = 0; part < parts; part += 1) {
    const [from, to] = [part, part + 1].map((at) => (at * pages) / parts) as [number, number];
    const held = looks.filter(({ read }) => read >= from && read < to).map((look) => look.held);
    if (held.length === 0) continue;
    const sorted = held.toSorted((one, other) => one - other);
    say(`  pages ${from} to ${to}: ${sorted[sorted.length >> 1]}, ${sorted.at(-1)}`);
  }
  await product.stop();
  await site.stop();
}
