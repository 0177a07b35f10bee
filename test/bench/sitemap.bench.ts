import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { AddressPolicy, HostGate, SiteFetcher, SitemapWalker, SiteScope } from '@app/knowledge';

import { seconds, whileWatchingMemory } from './measure.js';

const urlCount = 50_000;
const fileBytes = 50 * 1024 * 1024;
const server = path.resolve('test/support/static-site.mjs');

/** The largest sitemap that the protocol allows, plain, gzipped, as text and split under an index: time and memory. */
export async function run([port = '8790']: string[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sitemap-bench-'));
  const origin = `http://127.0.0.1:${port}`;
  await writeSitemaps(folder, origin);
  const site = spawn(process.execPath, [server, folder, port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(site.stdout, 'data');
  const fetcher = new SiteFetcher(new AddressPolicy([`127.0.0.1:${port}`]), new HostGate());
  try {
    for (const name of ['sitemap.xml', 'sitemap.xml.gz', 'sitemap.txt', 'index.xml']) {
      process.stdout.write(`${await measured(fetcher, origin, name)}\n`);
    }
  } finally {
    site.kill();
    await fetcher.onModuleDestroy();
    await rm(folder, { recursive: true });
  }
}

async function measured(fetcher: SiteFetcher, origin: string, name: string): Promise<string> {
  const scope = new SiteScope(`${origin}/`);
  const start = performance.now();
  const { result: pages, grownMib } = await whileWatchingMemory(() =>
    new SitemapWalker(fetcher).collect(
      [`${origin}/${name}`],
      { scope },
      new AbortController().signal,
    ),
  );
  const took = seconds(performance.now() - start);
  return `${name.padEnd(16)} ${pages.length} pages in ${took} (goal 10 s), memory +${grownMib.toFixed(0)} MiB (goal 128)`;
}

async function writeSitemaps(folder: string, origin: string): Promise<void> {
  const write = (name: string, body: string | Buffer) => writeFile(path.join(folder, name), body);
  const urls = Array.from({ length: urlCount }, (_, n) => `${origin}/products/oak-table-${n}`);
  const whole = urlset(urls, Math.floor(fileBytes / urlCount));
  await write('sitemap.xml', whole);
  await write('sitemap.xml.gz', gzipSync(whole));
  await write('sitemap.txt', urls.join('\n'));
  const parts = Array.from({ length: 50 }, (_, n) => urls.slice(n * 1_000, (n + 1) * 1_000));
  for (const [n, part] of parts.entries())
    await write(`part-${n}.xml.gz`, gzipSync(urlset(part, 300)));
  const named = parts.map((_, n) => `<sitemap><loc>${origin}/part-${n}.xml.gz</loc></sitemap>`);
  await write('index.xml', `<sitemapindex>${named.join('')}</sitemapindex>`);
}

/** Filled up with image titles, as shops do, to `entryBytes` an entry. */
function urlset(urls: readonly string[], entryBytes: number): string {
  const entries = urls.map((url) => {
    const entry = `<url><loc>${url}</loc><lastmod>2026-05-01</lastmod><image:image><image:title>`;
    const end = '</image:title></image:image></url>';
    return entry + 'x'.repeat(Math.max(0, entryBytes - entry.length - end.length)) + end;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><urlset>${entries.join('')}</urlset>`;
}
