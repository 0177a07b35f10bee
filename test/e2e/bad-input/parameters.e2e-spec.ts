import { randomUUID } from 'node:crypto';

import type { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { call, type Operation, operations } from './operations.js';
import { fieldsOf, problemOf } from './problem.js';

const uuid = randomUUID();
/** Releases are named by number, everything else by UUID. */
const noNumbers = ['x', '0', '-1', '1.5', '1e999', '2147483648', 'null', '%00', '%20', `${uuid}`];
const noUuids = [
  'x',
  '1',
  'null',
  '%00',
  '%20',
  `${uuid}%00`,
  `${uuid}x`,
  "'%20OR%201=1--",
  '%F0%9F%98%80',
  '%E2%80%AE',
  `{${uuid}}`,
];

let api: RunningApi;
let store: { storeId: string; client: ApiClient };

beforeAll(async () => {
  api = await startApi();
  store = await aStoreWithKey(api.admin);
});
afterAll(() => api.stop());

const clientFor = ({ needsAdmin }: Operation) => (needsAdmin ? api.admin : store.client);
const inPlace = (place: string) =>
  operations.flatMap((operation) =>
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name: parameter }) => ({ ...operation, parameter })),
  );
const taking = (name: string) => inPlace('query').filter(({ parameter }) => parameter === name);

describe('an id in the path that is none', () => {
  // a shopper's id is the store's own, and may be anything
  const ofOurs = inPlace('path').filter(({ parameter }) => parameter !== 'shopper_id');

  it.each(ofOurs)('is named: $name, $parameter', async (operation) => {
    const [strange, rule] = ['number', 'version'].includes(operation.parameter)
      ? [noNumbers, /(number|version): Must be/]
      : [noUuids, /UUID.*(returned|API)/];
    for (const id of strange) {
      const parameters = { store_id: store.storeId, [operation.parameter]: id };

      const answer = await call(clientFor(operation), operation, { parameters });

      expect({ id, fields: fieldsOf(answer) }).toEqual({ id, fields: [operation.parameter] });
      expect(answer.status).toBe(422);
      expect(problemOf(answer).detail).toMatch(rule);
    }
  });

  it.each([
    ['%zz', 400, 'URL_MALFORMED'],
    ['%ff', 400, 'URL_MALFORMED'],
    ['0'.repeat(3_000), 414, 'URL_TOO_LONG'],
  ])('is refused before any route sees it: %s', async (id, status, code) => {
    const answer = await store.client.get(`/api/v1/stores/${id}`);

    expect(problemOf(answer)).toMatchObject({ status, code });
  });
});

describe('the store in a query', () => {
  it.each(taking('store_id'))('must be one UUID: $name', async (operation) => {
    for (const query of [
      'store_id=',
      'store_id=x',
      'store_id=%00',
      `store_id=${uuid}&store_id=x`,
    ]) {
      const answer = await call(store.client, operation, { query: `?${query}` });

      expect(problemOf(answer)).toMatchObject({ code: 'TENANCY_STORE_ID_MALFORMED' });
      expect(fieldsOf(answer)).toEqual(['store_id']);
    }
  });
});

describe('where a list goes on', () => {
  const cursorOf = (text: string) => Buffer.from(text).toString('base64url');
  const strange = [
    '',
    'x',
    '%00',
    '%F0%9F%98%80',
    'a'.repeat(201),
    cursorOf('no moment'),
    ...['foo 1', '1 (\0)', 'infinity', '2026-02-31 00:00:00+00', '0000-01-01 00:00:00+00'].map(
      (moment) => cursorOf(`${moment}|${uuid}`),
    ),
    cursorOf('2026-01-02 03:04:05+00|no uuid'),
    cursorOf(`2026-01-02 03:04:05+00|${uuid}|more`),
    `${cursorOf(`2026-01-02 03:04:05+00|${uuid}`)}&cursor=x`,
  ];

  it.each(taking('cursor'))('is what a list returned: $name', async (operation) => {
    const conversation = await store.client.post('/api/v1/conversations', {});
    const parameters = {
      store_id: store.storeId,
      conversation_id: String(conversation.body['id']),
      number: '1',
    };

    for (const cursor of strange) {
      const query = `?cursor=${cursor}`;
      const answer = await call(clientFor(operation), operation, { parameters, query });

      expect({ cursor, fields: fieldsOf(answer) }).toEqual({ cursor, fields: ['cursor'] });
      expect(answer.status).toBe(422);
    }
  });

  it.each(taking('limit'))('takes 1 to 100 items at a time: $name', async (operation) => {
    const parameters = { store_id: store.storeId };

    for (const limit of ['0', '-1', '101', '1.5', 'x', '', '%00', '5&limit=6', '1e999']) {
      const query = `?limit=${limit}`;
      const answer = await call(clientFor(operation), operation, { parameters, query });

      expect({ limit, fields: fieldsOf(answer) }).toEqual({ limit, fields: ['limit'] });
      expect(answer.status).toBe(422);
    }
  });

  it.each(taking('limit'))('knows its parameters: $name', async (operation) => {
    const parameters = { store_id: store.storeId };
    const query = `?store_id=${store.storeId}&status=open&limit=5&__proto__=x`;

    const answer = await call(clientFor(operation), operation, { parameters, query });

    expect({ status: answer.status, fields: fieldsOf(answer).sort() }).toEqual({
      status: 422,
      fields: ['__proto__', 'status'],
    });
    expect(JSON.stringify(answer.body)).toContain('there are');
  });

  it('shows pages of one of the outcomes', async () => {
    const path = `/api/v1/knowledge-base/${store.storeId}/pages`;

    for (const outcome of ['', 'x', '%00', 'indexed&outcome=x']) {
      expect(fieldsOf(await store.client.get(`${path}?outcome=${outcome}`))).toEqual(['outcome']);
    }
  });
});
