import { createClient } from './create-client.js';
import { eachItem } from './each-item.js';
import { findFault } from './find-fault.js';
import { ForeignAnswer } from './foreign-answer.js';
import { Refused } from './refused.js';

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);
const problem = {
  type: 'urn:storehand:problem:store-not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is no such store.',
  code: 'TENANCY_STORE_NOT_FOUND',
  correlation_id: 'x-1',
};

/** A client of a server that answers from a list, with what it was asked. */
function clientOf(...answers: Response[]) {
  const seen: Request[] = [];
  const fetch = (request: Request) => {
    seen.push(request);
    return Promise.resolve(answers.shift() ?? json({}));
  };
  const options = { url: 'https://s.example/sub/', key: 'secret', fetch };
  return { client: createClient(options), options, seen };
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as ForeignAnswer).fault;
  }
}

const params = { path: { store_id: 'a/b' } };
const stores = '/api/v1/stores/{store_id}';

describe('a client', () => {
  it('asks with its key at the address of the operation, and follows nobody elsewhere', async () => {
    const { client, seen } = clientOf(json({ id: 'a/b', name: 'Pillows' }));

    const { data, response } = await client.GET(stores, { params });

    expect([data.name, response.status]).toEqual(['Pillows', 200]);
    expect(seen[0]?.url).toBe('https://s.example/sub/api/v1/stores/a%2Fb');
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer secret');
    expect(seen[0]?.redirect).toBe('manual');
  });

  it('has nothing where the API answers with nothing', async () => {
    const { client } = clientOf(new Response(null, { status: 204 }));

    const { data } = await client.DELETE('/api/v1/stores/{store_id}/keys/{key_id}', {
      params: { path: { store_id: 's', key_id: 'k' } },
    });

    expect(data).toBeUndefined();
  });

  it('throws why it was refused', async () => {
    const { client } = clientOf(json(problem, { status: 404 }));

    const asked = client.GET(stores, { params });

    await expect(asked).rejects.toBeInstanceOf(Refused);
    await expect(asked).rejects.toMatchObject({ problem, code: problem.code });
    await expect(asked).rejects.toThrow('There is no such store.');
  });

  it.each<[string, Response]>([
    ['a page', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['JSON that is none', new Response('{', { headers: { 'content-type': 'application/json' } })],
    ['a redirect', new Response(null, { status: 302, headers: { location: '/login' } })],
    ['a refusal of another program', json({ error: 'no' }, { status: 401 })],
    ['a problem of another program', json({ ...problem, errors: { a: 1 } }, { status: 400 })],
  ])('says that %s is not an answer of the API', async (_name, answer) => {
    const asked = clientOf(answer).client.GET(stores, { params });

    await expect(asked).rejects.toBeInstanceOf(ForeignAnswer);
    await expect(asked).rejects.toMatchObject({ response: { status: answer.status } });
  });

  it('passes on what fetch throws', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const client = createClient({ url: 'https://s.example', key: 'k', fetch });

    await expect(client.GET('/api/v1/stores')).rejects.toThrow('fetch failed');
  });

  it('looks at answers where it is asked to', async () => {
    const { options } = clientOf(json({ items: [{ id: 5 }], next_cursor: null }));
    const client = createClient({ ...options, check: findFault });

    await expect(client.GET('/api/v1/stores')).rejects.toMatchObject({ fault: 'items[0].id' });
  });

  it('lets an older API leave out what nobody reads', async () => {
    const answer = { items: [{ id: 's' }], next_cursor: null };
    const { options } = clientOf(json(answer));
    const client = createClient({ ...options, check: findFault });

    const { data } = await client.GET('/api/v1/stores');

    expect(data.items[0]?.id).toBe('s');
    expect(JSON.parse(JSON.stringify(data))).toEqual(answer);
    expect(faultOf(() => data.items[0]?.name)).toBe('items[0].name');
  });

  it('sends files as a form under their names, and bytes as they are', async () => {
    const { client, seen } = clientOf();

    await client.POST('/api/v1/knowledge-base/{store_id}/files', {
      params,
      body: { file: new File(['Wash.'], 'care.txt') },
    });
    await client.POST('/api/v1/capsules', { body: new Blob(['x'], { type: 'application/gzip' }) });

    const file = (await seen[0]?.formData())?.get('file') as File;
    expect([file.name, await file.text()]).toEqual(['care.txt', 'Wash.']);
    expect(seen[1]?.headers.get('content-type')).toBe('application/gzip');
    expect(await seen[1]?.text()).toBe('x');
  });

  it('reads a list slice by slice', async () => {
    const { client, seen } = clientOf(
      json({ items: [{ id: '1' }, { id: '2' }], next_cursor: 'c' }),
      json({ items: [{ id: '3' }], next_cursor: null }),
    );

    const ids: string[] = [];
    for await (const { id } of eachItem((cursor) =>
      client.GET('/api/v1/stores', { params: { query: { cursor } } }),
    ))
      ids.push(id);

    expect(ids).toEqual(['1', '2', '3']);
    expect(seen.map(({ url }) => new URL(url).search)).toEqual(['', '?cursor=c']);
  });
});
