import { extractPage } from '@app/knowledge';
import { Agent, request } from 'undici';

import { ms, timing } from './measure.js';

const inFlight = 16;

export interface FetchedPage {
  url: string;
  body: Uint8Array;
  contentType: string;
}

/** The bytes of every page, from one host, without robots, address checks, links or a database. */
export async function fetchPages(urls: readonly string[]): Promise<FetchedPage[]> {
  const dispatcher = new Agent({ connections: inFlight });
  const queue = [...urls];
  const pages: FetchedPage[] = [];
  const fetchNext = async (): Promise<void> => {
    for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
      const { body, headers } = await request(url, { dispatcher });
      const contentType = String(headers['content-type'] ?? '');
      pages.push({ url, body: await body.bytes(), contentType });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, fetchNext));
  await dispatcher.close();
  return pages;
}

/** The floor of a crawl. */
export async function fetchAlone(urls: readonly string[]): Promise<string> {
  const start = performance.now();
  await fetchPages(urls);
  return `${perSecond(urls.length, performance.now() - start)}, ${inFlight} at once`;
}

/** HTML to Markdown, products and links of every page, in this thread; the first pages warm the compiler up. */
export function extractAlone(pages: readonly FetchedPage[]): string {
  for (const page of pages.slice(0, 20)) extractPage({ ...page, robotsTag: '' });
  const samples = pages.map((page) => {
    const start = performance.now();
    extractPage({ ...page, robotsTag: '' });
    return performance.now() - start;
  });
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  const { p50, p99 } = timing(samples);
  return `${perSecond(pages.length, total)}, p50 ${ms(p50)}, p99 ${ms(p99)}`;
}

const perSecond = (count: number, took: number) => `${((count / took) * 1_000).toFixed(0)} pages/s`;
