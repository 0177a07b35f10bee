import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import type { CrawlReport } from '../report-crawl.js';

const crawlWithinMs = 600_000;

/** Runs one of the crawls of this folder in a process of its own. */
export async function childCrawl(script: string, args: readonly string[]): Promise<CrawlReport> {
  const file = path.join(import.meta.dirname, `${script}.js`);
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], {
    timeout: crawlWithinMs,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as CrawlReport;
}
