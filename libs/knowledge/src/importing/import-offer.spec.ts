import { StoreScope } from '@app/tenancy';

import type { FoundPage } from '../frontier/frontier.repository.js';
import type { FrontierService } from '../frontier/frontier.service.js';
import { ImportOffer, thingsAtOnce } from './import-offer.js';
import type { OpenImport } from './import-reading.js';

const scope = StoreScope.open('00000000-0000-4000-8000-000000000001');
const owner = { id: 'ingest', maxPages: 20_000 };
const count = 3 * thingsAtOnce + 1;
const urls = Array.from({ length: count }, (_, at) => `product:${String(at).padStart(6, '0')}`);
const opened = { urls: urls.toReversed() } as unknown as OpenImport;

describe('what an import is to read', () => {
  let given: string[][];
  let brokenAt: number | null;
  let offer: ImportOffer;

  beforeEach(() => {
    given = [];
    brokenAt = null;
    const frontier = {
      offer: async (_scope: StoreScope, _owner: object, found: readonly FoundPage[]) => {
        if (given.length === brokenAt) throw new Error('away');
        given.push(found.map(({ url }) => url));
      },
    };
    offer = new ImportOffer(frontier as unknown as FrontierService);
  });

  it('is offered in small parts, in one order', async () => {
    await offer.offer(scope, owner, opened);

    expect(given.map((part) => part.length)).toEqual([
      ...[thingsAtOnce, thingsAtOnce, thingsAtOnce],
      1,
    ]);
    expect(given.flat()).toEqual(urls);
  });

  it('is offered once while it stays the same', async () => {
    await offer.offer(scope, owner, opened);
    await offer.offer(scope, owner, opened);

    expect(given.flat()).toHaveLength(count);
  });

  it('is offered from the beginning after a part failed', async () => {
    brokenAt = 1;
    await expect(offer.offer(scope, owner, opened)).rejects.toThrow('away');
    brokenAt = null;
    given = [];

    await offer.offer(scope, owner, opened);

    expect(given.flat()).toEqual(urls);
  });
});
