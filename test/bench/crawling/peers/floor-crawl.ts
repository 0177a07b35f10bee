import { Parser } from 'htmlparser2';
import { Agent, request } from 'undici';

import { reportCrawl } from '../report-crawl.js';

const atOnce = 16;

/**
 * A process of its own, the floor: what can be crawled at all, by a loop that follows links and keeps nothing, without
 * robots.txt, address checks, limits or a database. Arguments: start, page cap.
 */
const [start = '', cap = '500'] = process.argv.slice(2);
const dispatcher = new Agent({ connections: atOnce });
const { host } = new URL(start);
const known = new Set([start]);
const queue = [start];
let [requests, pages, running] = [0, 0, 0];

await reportCrawl(
  () =>
    new Promise((resolve) => {
      const next = () => {
        while (running < atOnce && queue.length > 0 && requests < Number(cap)) {
          running += 1;
          requests += 1;
          void read(queue.shift() ?? '').then(() => {
            running -= 1;
            next();
          });
        }
        if (running === 0) resolve(pages);
      };
      next();
    }),
);

async function read(url: string): Promise<void> {
  const { statusCode, body } = await request(url, { dispatcher });
  if (statusCode === 200) pages += 1;
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (name === 'a' && href !== undefined) offer(href, url);
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of body) parser.write(decoder.decode(bytes as Buffer, { stream: true }));
  parser.end();
}

function offer(href: string, base: string): void {
  const url = URL.parse(href, base);
  if (url?.host !== host) return;
  url.hash = '';
  if (known.has(url.href)) return;
  known.add(url.href);
  queue.push(url.href);
}
