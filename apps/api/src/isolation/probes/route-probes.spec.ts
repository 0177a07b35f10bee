import { operationsOf } from './api-operations.js';
import { probesOf } from './route-probes.js';

const document = {
  paths: {
    '/talks/{talk_id}': {
      get: {
        operationId: 'getTalk',
        parameters: [
          { in: 'path', name: 'talk_id' },
          { in: 'query', name: 'store_id' },
        ],
      },
    },
    '/stores/{store_id}/words': {
      post: {
        operationId: 'addWord',
        requestBody: { content: { 'application/json': { example: { word: 'x', page_id: 'p' } } } },
      },
    },
    '/stores': { post: { operationId: 'createStore' } },
    '/bytes': {
      post: {
        operationId: 'sendBytes',
        requestBody: { content: { 'application/gzip': { example: 'some bytes' } } },
      },
    },
    '/live': { get: { operationId: 'getLiveness', security: [] } },
    '/things/{thing_id}': { get: { operationId: 'getThing' } },
  },
} as never;
const operations = operationsOf(document);
const ids = {
  ownStore: 'b',
  foreign: { store_id: 'a', talk_id: 'talk of a', page_id: 'page of a' },
  missing: { store_id: 'none', talk_id: 'no talk', page_id: 'no page' },
};
const probes = (name: string) =>
  probesOf(operations.find((one) => one.name === name) as never, ids)?.map(
    ({ title, call, twin, statuses }) => ({ title, ...call, twin: twin?.call.path, statuses }),
  );

describe('probesOf', () => {
  it('shows the wrong key wherever a store or a thing can be named', () => {
    expect(probes('getTalk')).toMatchObject([
      { title: 'without a key', path: '/talks/talk of a', statuses: [401] },
      { path: '/talks/talk of a?store_id=a', twin: '/talks/no talk?store_id=none' },
      { path: '/talks/talk of a', twin: '/talks/no talk', statuses: [403, 404] },
    ]);
  });

  it("puts the other store's ids into bodies, and never works on an example in its own", () => {
    expect(probes('addWord')).toMatchObject([
      { title: 'without a key' },
      { path: '/stores/a/words', body: { word: 'x', page_id: 'page of a' } },
    ]);
    expect(probes('addWord')).toHaveLength(2);
  });

  it('takes bytes for what names no store', () => {
    expect(operations.find(({ name }) => name === 'sendBytes')).toMatchObject({ storePlaces: [] });
  });

  it("tries the operator's doors with nothing in hand", () => {
    expect(probes('createStore')).toMatchObject([
      { title: 'without a key' },
      { title: 'in its own store', body: {}, statuses: [403, 404] },
    ]);
  });

  it('says where it has no id to try', () => {
    expect(probes('getThing')).toBeUndefined();
    expect(probes('getLiveness')).toMatchObject([{ title: 'without a key', path: '/live' }]);
  });
});
