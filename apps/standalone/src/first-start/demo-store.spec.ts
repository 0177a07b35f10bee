import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDemoStore } from './demo-store.js';
import type { LocalApi } from './local-api.js';

const folder = mkdtempSync(path.join(tmpdir(), 'demo-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An API on a database of its own, which says these one after the other of what the store knows. */
function anApi(...statuses: object[]): LocalApi & { uploads: File[] } {
  const uploads: File[] = [];
  const stores = new Set<unknown>();
  const post = (route: string, { id }: { id?: string }): Promise<unknown> => {
    if (route !== '/stores') return Promise.resolve({ key: `key of ${route.split('/')[2]}` });
    const isKnown = stores.has(id);
    stores.add(id);
    return Promise.resolve(isKnown ? undefined : { id });
  };
  const live = { status: 'live', last_ingest: {} };
  const get = () => Promise.resolve(statuses.shift() ?? live);
  const upload = (_route: string, file: File) => Promise.resolve(uploads.push(file));
  return { post, get, upload, uploads } as unknown as LocalApi & { uploads: File[] };
}

const empty = { status: 'empty', last_ingest: null };

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

  it('is given a shop that says that it is made up, and waited for', async () => {
    const api = anApi(empty, { status: 'building', last_ingest: {} });

    const { problem } = await openDemoStore(api, mkdtempSync(path.join(folder, 'shop-')));

    expect(problem).toBeUndefined();
    expect(api.uploads.map(({ name }) => name)).toEqual([expect.stringContaining('made up')]);
    expect(await api.uploads[0]?.text()).toContain('does not exist');
  });

  it('is given it once, whatever was cut off', async () => {
    const api = anApi({ status: 'building', last_ingest: {} });

    await openDemoStore(api, mkdtempSync(path.join(folder, 'once-')));

    expect(api.uploads).toEqual([]);
  });

  it('is there without its shop too, and why is told', async () => {
    const error = { detail: 'No page was read.' };
    const api = anApi(empty, { status: 'failed', last_ingest: { error } });

    const demo = await openDemoStore(api, mkdtempSync(path.join(folder, 'failed-')));

    expect(demo.storeKey).toBeDefined();
    expect(demo.problem).toBe(error.detail);
  });

  it('is given its key by the next start where one was cut off before', async () => {
    const directory = mkdtempSync(path.join(folder, 'cut-off-'));
    const api = anApi();
    const failing = {
      ...api,
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
