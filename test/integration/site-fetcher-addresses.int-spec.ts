import { AddressPolicy, HostGate, SiteFetcher } from '@app/knowledge';

import { defaults, FetchedSite, never, textOf } from './fetched-site.js';

let fetched: FetchedSite;

beforeAll(async () => {
  fetched = await FetchedSite.open();
});
afterAll(() => fetched.close());

describe('the addresses that SiteFetcher connects to', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'ftp://x.org/',
  ])('refuses a redirect to %s', async (target) => {
    fetched.site.redirect('/evil', target);

    expect(await fetched.get('/evil')).toMatchObject({ outcome: 'refused_address' });
  });

  it('refuses a private neighbour of the allowed host, directly and by redirect, without connecting', async () => {
    fetched.site.redirect('/neighbour', `${fetched.other.origin}/secret`);
    fetched.other.page('/secret', 'secret');

    expect(await fetched.get('/neighbour')).toMatchObject({ outcome: 'refused_address' });
    expect(
      await fetched.fetcher.fetch(fetched.other.url('/secret'), defaults, never),
    ).toMatchObject({
      outcome: 'refused_address',
    });
    expect(fetched.other.requests).toEqual([]);
  });

  it('never dials a private address that DNS gives, even when the answer changes', async () => {
    let lookups = 0;
    const answers = [
      ['10.1.2.3', '169.254.169.254'],
      ['127.0.0.1'],
      ['::ffff:127.0.0.1', '64:ff9b::7f00:1', '::1'],
    ];
    const local = new SiteFetcher(new AddressPolicy(), new HostGate(), {
      connectTimeoutMs: 500,
      silenceTimeoutMs: 500,
      lookup: (_host, callback) => {
        const addresses = answers[lookups++ % answers.length] ?? [];
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    });

    for (let tries = 0; tries < 3; tries += 1) {
      expect(
        await local.fetch(new URL('http://rebind.example.org/'), defaults, never),
      ).toMatchObject({ outcome: 'refused_address' });
    }
    expect(lookups).toBe(3);
    await local.onModuleDestroy();
  });

  it('ignores proxy variables', async () => {
    process.env.HTTP_PROXY = fetched.other.origin;
    process.env.http_proxy = fetched.other.origin;
    fetched.site.page('/direct', 'direct');

    const fresh = new SiteFetcher(new AddressPolicy([fetched.site.host]), new HostGate());
    const result = await fresh.fetch(fetched.site.url('/direct'), defaults, never);
    await fresh.onModuleDestroy();
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;

    expect(textOf(result)).toBe('direct');
    expect(fetched.other.requests).toEqual([]);
  });
});
