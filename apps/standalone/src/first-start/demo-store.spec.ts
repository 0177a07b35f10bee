import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDemoStore } from './demo-store.js';
import type { LocalApi } from './local-api.js';

const folder = mkdtempSync(path.join(tmpdir(), 'demo-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An API on a database of its own. */
function anApi(): LocalApi {
  const stores = new Set<unknown>();
  const post = (route: string, { id }: { id?: string }): Promise<unknown> => {
    if (route !== '/stores') return Promise.resolve({ key: `key of ${route.split('/')[2]}` });
    const isKnown = stores.has(id);
    stores.add(id);
    return Promise.resolve(isKnown ? undefined : { id });
  };
  return { post } as unknown as LocalApi;
}

describe('the demo store', () => {
  it('is made once for each database, with a key that is shown then', async () => {
    const embedded = anApi();
    const services = anApi();

    const { storeId, storeKey } = await openDemoStore(embedded, folder);
    const again = await openDemoStore(embedded, folder);
    const elsewhere = await openDemoStore(services, folder);
    const elsewhereAgain = await openDemoStore(services, folder);

    expect(storeKey).toBe(`key of ${storeId}`);
    expect(again).toEqual({ storeId });
    expect(elsewhere).toEqual({ storeId, storeKey });
    expect(elsewhereAgain).toEqual({ storeId });
  });

  it('is given its key by the next start where one was cut off before', async () => {
    const directory = mkdtempSync(path.join(folder, 'cut-off-'));
    const api = anApi();
    const failing = {
      post: (route: string, body: object) =>
        route === '/stores' ? api.post(route, body) : Promise.reject(new Error('cut off')),
    } as unknown as LocalApi;

    await expect(openDemoStore(failing, directory)).rejects.toThrow('cut off');

    expect(await openDemoStore(api, directory)).toEqual({
      storeId: expect.any(String) as string,
      storeKey: expect.stringContaining('key of') as string,
    });
  });
});
