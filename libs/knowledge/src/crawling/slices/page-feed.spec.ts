import { setImmediate as nextTurn } from 'node:timers/promises';

import type { LeasedPage } from '../../frontier/frontier.repository.js';
import { type LeaseRequest, PageFeed } from './page-feed.js';

describe('PageFeed', () => {
  it('hands pages out in turn and ends once none is left', async () => {
    const { feed } = feedOf([['a', 'b', 'c'], []]);

    expect([(await feed.next())?.id, (await feed.next())?.id, (await feed.next())?.id]).toEqual([
      'a',
      'b',
      'c',
    ]);
    feed.settle(['a', 'b', 'c']);
    expect(await feed.next()).toBeNull();
  });

  it('waits for a page in hand that may lead to more', async () => {
    const { feed } = feedOf([['a'], ['b'], []]);
    await feed.next();

    const next = feed.next();
    await nextTurn();
    feed.settle(['a']);

    expect((await next)?.id).toBe('b');
  });

  it('asks for no others while the only free page is in hand', async () => {
    const { feed, requests } = feedOf([['alone'], ['b'], []]);
    await feed.next();

    void feed.next();
    await nextTurn();

    expect(requests).toEqual([{ limit: 24 }]);
    feed.stop();
  });

  it('lets those go who wait for a page that will not be settled', async () => {
    const { feed } = feedOf([['a'], []]);
    await feed.next();

    const next = feed.next();
    await nextTurn();
    feed.stop();

    expect(await next).toBeNull();
    expect(feed.ids).toEqual(['a']);
  });

  it('throws what a lease or a write has failed with', async () => {
    const feed = new PageFeed(24, () => Promise.reject(new Error('away')));

    await expect(feed.next()).rejects.toThrow('away');
  });
});

function feedOf(leases: readonly string[][]) {
  const requests: LeaseRequest[] = [];
  const feed = new PageFeed(24, (request) => {
    const ids = leases[requests.length] ?? [];
    requests.push(request);
    return Promise.resolve(ids.map((id) => ({ id }) as LeasedPage));
  });
  return { feed, requests };
}
