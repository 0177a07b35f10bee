import {
  FileService,
  IngestRepository,
  KnowledgeModule,
  ReleaseService,
  SiteCrawler,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../../support/rooms.js';
import { MadeUpPages } from '../made-up/made-up-pages.js';
import { quantile } from '../measure.js';

/** `import [products] [rounds]`: reading an uploaded product feed and writing its pages, new to a store and then again. */
export async function run([products = '5000', rounds = '3']: string[]): Promise<void> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const bytes = Buffer.from(feed(Number(products)));
  const samples: [number, number][] = [];
  for (let round = 0; round <= Number(rounds); round += 1) {
    const scope = await aStore(rooms);
    samples.push([await read(rooms, scope, bytes), await read(rooms, scope, bytes)]);
  }
  for (const [at, name] of ['new', 'as before'].entries()) {
    const took = quantile(
      samples.slice(1).map((pair) => pair[at] ?? 0),
      0.5,
    );
    const rate = Math.round(Number(products) / took);
    process.stdout.write(
      `${products} products, ${name}: ${took.toFixed(2)} s, ${rate} products/s\n`,
    );
  }
  await rooms.close();
}

/** The slices up to indexing, in place; then what was written is called live as it is. */
async function read(rooms: TestingModule, scope: StoreScope, bytes: Buffer): Promise<number> {
  const file = { name: 'feed.csv', contentType: 'text/csv', bytes };
  const ingest = await rooms.get(FileService).uploadFeed(scope, file);
  const { id: ingestId, releaseNumber } = ingest;
  const ingests = rooms.get(IngestRepository);
  const start = performance.now();
  for (;;) {
    const { status, slice } = await ingests.get(scope, ingestId);
    if (status !== 'queued' && status !== 'crawling') {
      if (status !== 'indexing') throw new Error(`The import is ${status}.`);
      const seconds = (performance.now() - start) / 1_000;
      await rooms
        .get(StoreConnections)
        .transaction(scope, (tx) => rooms.get(ReleaseService).publish(tx, releaseNumber));
      await ingests.advance(scope, ingestId, ['indexing'], 'live');
      return seconds;
    }
    const step = { ingestId, slice };
    await rooms.get(SiteCrawler).crawlSlice(scope, step, new AbortController().signal);
  }
}

function feed(products: number): string {
  const made = new MadeUpPages(products);
  const rows = Array.from({ length: products }, (_, i) =>
    [
      `P${i}`,
      made.words(4),
      made.words(60),
      `https://shop.example/products/${i}`,
      '12.50 EUR',
    ].join(','),
  );
  return ['id,title,description,link,price', ...rows].join('\n');
}
