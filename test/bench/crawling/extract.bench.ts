import { monitorEventLoopDelay } from 'node:perf_hooks';

import { ExtractionPool, extractPage } from '@app/knowledge';

import { ms, quantile, timing } from '../measure.js';
import { chosenSites } from './chosen-sites.js';
import type { NamedSite } from './made-up-sites.js';
import { type Extractor, loadExtractors, mainTextLength } from './peers/extract-peers.js';
import { installPeers } from './peers/install-peers.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** Of each site; the slowest of the peers takes a tenth of a second for one. */
const mostPages = 40;
const rounds = 3;
const leastMainText = 200;
const leastCharacters = 10;

interface Page {
  url: string;
  body: Uint8Array;
  contentType: string;
  robotsTag: string;
}

/**
 * HTML to Markdown, in one thread: the product's (with products, links, hashes) against two usual ways, in turn, each on all
 * pages of a round; then through the threads of the product, with the delay of the event loop. Arguments: folders of sites
 * (a made-up one of each kind if left out).
 */
export async function run(folders: string[]): Promise<void> {
  const peers = await loadExtractors(await installPeers());
  const sites =
    folders.length === 0
      ? chosenSites('', '/')
      : folders.flatMap((folder) => chosenSites(folder, '/'));
  for (const site of sites) {
    const pages = pagesOf(site);
    const ways: Extractor[] = [{ name: 'product', extract: productMarkdown }, ...peers];
    report(site.name, pages.length, ways, inTurn(ways, pages));
    await reportEmpty(pages);
    await reportThreads(pages);
  }
}

function pagesOf({ files }: NamedSite): Page[] {
  const pages = [...files].filter(([name]) => !/\.(xml|txt)$/.test(name));
  const step = Math.max(1, pages.length / mostPages);
  return Array.from(
    { length: Math.min(pages.length, mostPages) },
    (_, at) => pages[Math.floor(at * step)],
  )
    .filter((page) => page !== undefined)
    .map(([name, { body }]) => ({
      url: new URL(encodeURI(name), 'http://site.test').href,
      body,
      contentType: 'text/html',
      robotsTag: '',
    }));
}

const productMarkdown = (_html: string, page: Page) => extractPage(page).markdown;

/** Milliseconds of each page of each round, by way; a round before them warms the compiler up. */
function inTurn(ways: readonly Extractor[], pages: readonly Page[]): number[][][] {
  const htmls = pages.map(({ body }) => new TextDecoder().decode(body));
  const samples = ways.map((): number[][] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { extract }] of ways.entries()) {
      const took = pages.map((page, n) => {
        const start = performance.now();
        try {
          extract(htmls[n] ?? '', page);
        } catch {
          // some pages are more than a peer can read; the time counts
        }
        return performance.now() - start;
      });
      if (round > 0) samples[at]?.push(took);
    }
  }
  return samples;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function report(
  name: string,
  count: number,
  ways: readonly Extractor[],
  samples: number[][][],
): void {
  say(`${name}, ${count} pages:`);
  const own = samples[0] ?? [];
  for (const [at, { name: way }] of ways.entries()) {
    const took = samples[at] ?? [];
    const ratios = took.map((round, n) => sum(round) / sum(own[n] ?? []));
    const { p50, p99 } = timing(took.flat());
    const rate = quantile(
      took.map((round) => (count / sum(round)) * 1_000),
      0.5,
    );
    const beside =
      at === 0
        ? ''
        : `; product ${quantile(ratios, 0.5).toFixed(2)} × as fast (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
    say(
      `  ${way.padEnd(31)} ${rate.toFixed(0).padStart(5)} pages/s, p50 ${ms(p50)}, p99 ${ms(p99)}${beside}`,
    );
  }
}

/** Pages with main text, as their own markup tells it, of which the product reads none. */
async function reportEmpty(pages: readonly Page[]): Promise<void> {
  const measure = await mainTextLength(await installPeers());
  const full = pages.filter(({ body }) => measure(new TextDecoder().decode(body)) >= leastMainText);
  const empty = full.filter(
    (page) => extractPage(page).markdown.replace(/[^\p{L}\p{N}]+/gu, '').length < leastCharacters,
  );
  say(
    `  ${empty.length} of ${full.length} pages with ${leastMainText} characters of main text are empty`,
  );
  for (const { url } of empty) say(`    ${url}`);
}

async function reportThreads(pages: readonly Page[]): Promise<void> {
  const pool = new ExtractionPool({ threads: 1, timeoutMs: 5_000, fileTimeoutMs: 5_000 });
  const { signal } = new AbortController();
  const extract = (page: Page) =>
    pool.extract({ ...page, body: Uint8Array.from(page.body) }, signal);
  await Promise.all(pages.slice(0, 10).map(extract));
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  for (const page of pages) await extract(page);
  delays.disable();
  await pool.onModuleDestroy();
  const [p99, max] = [delays.percentile(99), delays.max].map((ns) => ms(Math.max(0, ns / 1e6 - 5)));
  say(`  in a thread: the event loop is late by p99 ${p99}, at most ${max}`);
}
