import { reportCrawl } from '../report-crawl.js';
import { loadPeer } from './load-peer.js';

/** What is used of `@crawlee/cheerio`, which is not installed where types are checked. */
interface Crawlee {
  Configuration: new (options: object) => object;
  CheerioCrawler: new (
    options: object,
    configuration: object,
  ) => { run(urls: string[]): Promise<object> };
  log: { setLevel(level: number): void };
}
interface Handled {
  response: { statusCode?: number };
  enqueueLinks(options: object): Promise<object>;
}

const atOnce = 16;
const warmUpPages = 50;

/** A process of its own: crawls with Crawlee as its users do, pages kept nowhere. Arguments: peers, start, page cap. */
const [peers = '', start = '', cap = '500'] = process.argv.slice(2);
const { CheerioCrawler, Configuration, log } = await loadPeer<Crawlee>(peers, '@crawlee/cheerio');
log.setLevel(0);

async function crawl(maxRequestsPerCrawl: number): Promise<number> {
  let pages = 0;
  const options = {
    minConcurrency: atOnce,
    maxConcurrency: atOnce,
    maxRequestsPerCrawl,
    requestHandler: async ({ response, enqueueLinks }: Handled) => {
      if (response.statusCode === 200) pages += 1;
      await enqueueLinks({ strategy: 'same-hostname' });
    },
  };
  const configuration = new Configuration({ persistStorage: false });
  await new CheerioCrawler(options, configuration).run([start]);
  return pages;
}

// compiled and warm, as the worker is that it is compared with
await crawl(Math.min(warmUpPages, Number(cap)));
await reportCrawl(() => crawl(Number(cap)));
