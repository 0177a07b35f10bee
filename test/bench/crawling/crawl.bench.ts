import { quantile } from '../measure.js';
import { chosenSites } from './chosen-sites.js';
import type { NamedSite } from './made-up-sites.js';
import { MemorySite } from './memory-site.js';
import { childCrawl } from './peers/child-crawl.js';
import { installPeers } from './peers/install-peers.js';
import { ProductCrawl } from './product-crawl.js';
import type { CrawlReport } from './report-crawl.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const ways = ['product', 'crawlee', 'floor'] as const;
type Way = (typeof ways)[number];
type Round = Record<Way, CrawlReport>;

/**
 * Crawling a website: the product's, database included, against Crawlee and against a bare loop, in turn, from the memory of
 * this process; first with the whole extraction, then with the links of each page alone, which is all that the others read. Arguments: the folder of the site (a made-up one of each kind if left out), the path to
 * start at, the page cap, the number of rounds after a first one that does not count.
 */
export async function run(
  [folder = '', start = '/', cap = '500', rounds = '5']: string[],
  databasePid?: number,
): Promise<void> {
  const peers = await installPeers();
  for (const site of chosenSites(folder, start)) {
    for (const readsLinksAlone of [false, true]) {
      await compare(site, { peers, cap, rounds: Number(rounds), databasePid, readsLinksAlone });
    }
  }
}

interface Options {
  peers: string;
  cap: string;
  rounds: number;
  databasePid?: number;
  readsLinksAlone: boolean;
}

async function compare(named: NamedSite, { peers, cap, rounds, databasePid, ...how }: Options) {
  const site = await MemorySite.start(named.files);
  const product = await ProductCrawl.start(site.host, databasePid, how);
  const url = `${site.origin}${named.start}`;
  const seen: Round[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      if (round === 1) await product.worker.loopDelays();
      const crawled = {
        product: await product.crawl(url, Number(cap)),
        crawlee: await childCrawl('crawlee-crawl', [peers, url, cap]),
        floor: await childCrawl('floor-crawl', [url, cap]),
      };
      if (ways.some((way) => crawled[way].pages === 0)) {
        throw new Error(`Nothing was read from ${url}: name the path to start at, as /manual/.`);
      }
      seen.push(crawled);
    }
    const { p50, p99, max } = await product.worker.loopDelays();
    const extraction = how.readsLinksAlone ? 'without extraction' : 'with extraction';
    report(`${named.name}, ${extraction}`, seen.slice(1));
    say(`  event loop of the worker late by p50 ${p50}, p99 ${p99}, at most ${max} ms`);
  } finally {
    await product.stop();
    await site.stop();
  }
}

function report(name: string, rounds: readonly Round[]): void {
  say(`${name}:`);
  for (const way of ways) {
    const reports = rounds.map((round) => round[way]);
    const rates = reports.map(rate);
    const cpu = reports.map(({ cpuSeconds, pages }) => (cpuSeconds / pages) * 1_000);
    const pages = quantile(
      reports.map((one) => one.pages),
      0.5,
    );
    say(
      `  ${way.padEnd(8)} ${quantile(rates, 0.5).toFixed(0).padStart(5)} pages/s (${spread(rates, 0)}), ` +
        `${pages} pages, ${quantile(cpu, 0.5).toFixed(1)} CPU ms a page`,
    );
  }
  for (const peer of ['crawlee', 'floor'] as const) {
    const ratios = rounds.map((round) => rate(round.product) / rate(round[peer]));
    say(`  ${quantile(ratios, 0.5).toFixed(2)} × ${peer} (${spread(ratios, 2)})`);
  }
}

const rate = ({ pages, seconds }: CrawlReport) => pages / seconds;

const spread = (values: readonly number[], digits: number) =>
  `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
