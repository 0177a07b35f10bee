import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
let client: ApiClient;
let storeId: string;

beforeAll(async () => {
  api = await startApi();
  ({ client, storeId } = await aStoreWithKey(api.admin));
});
afterAll(() => api.stop());

async function aConversation(): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  return `/api/v1/conversations/${String(body['id'])}`;
}

const roles = async (path: string) => {
  const { body } = await client.get(`${path}/messages`);
  return (body['items'] as unknown as { role: string; content: string }[]).map(
    ({ role, content }) => `${role}: ${content}`,
  );
};

describe('a conversation that a person takes', () => {
  it('goes from the agent to a person and back, and is closed', async () => {
    const path = await aConversation();

    const asked = await client.post(`${path}/messages`, { content: 'Can I talk to a person?' });
    expect(asked.body).toMatchObject({ role: 'assistant', outcome: 'handed_off', citations: [] });
    expect((await client.get(path)).body).toMatchObject({
      state: 'waiting_for_human',
      handoff: { contact: null, note: null },
    });

    const waiting = await client.post(`${path}/messages`, { content: 'My parcel is open.' });
    expect(waiting.body).toMatchObject({
      outcome: 'handed_off',
      content: expect.stringMatching(/waits for a person/),
    });

    expect((await client.post(`${path}/take-over`)).body).toMatchObject({ state: 'human' });
    const silent = await client.post(`${path}/messages`, { content: 'Hello?' });
    expect(silent.body).toMatchObject({ outcome: 'handed_off', content: '', citations: [] });
    const reply = await client.post(`${path}/replies`, { content: 'A new one is on its way.' });
    expect(reply).toMatchObject({ status: 201, body: { role: 'human', outcome: null } });

    expect((await client.post(`${path}/give-back`)).body).toMatchObject({ state: 'agent' });
    const polite = await client.post(`${path}/messages`, { content: 'Thank you' });
    expect(polite.body).toMatchObject({ outcome: 'small_talk' });

    expect((await client.post(`${path}/close`)).body).toMatchObject({ state: 'closed' });
    const late = await client.post(`${path}/messages`, { content: 'One more thing' });
    expect(late).toMatchObject({ status: 409, body: { code: 'AGENT_CONVERSATION_CLOSED' } });
    expect(await roles(path)).toHaveLength(9);
    expect(await roles(path)).toContain('human: A new one is on its way.');
  });

  it('says nothing but its end in a stream while a person has it', async () => {
    const path = await aConversation();
    await client.post(`${path}/take-over`);

    const { text } = await client.post(
      `${path}/messages`,
      { content: 'Is anybody there?' },
      { headers: { accept: 'text/event-stream' } },
    );

    expect([...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name)).toEqual([
      'usage',
      'done',
    ]);
    expect(text).toContain('"outcome":"handed_off"');
  });

  it.each([
    ['replies', { content: 'Hello' }, 'agent'],
    ['give-back', undefined, 'agent'],
  ])('refuses %s in the wrong state', async (step, body, state) => {
    const path = await aConversation();

    const answer = await client.post(`${path}/${step}`, body);

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'AGENT_CONVERSATION_STATE', details: { state } },
    });
  });

  it('has one person: the second is refused', async () => {
    const path = await aConversation();

    const answers = await Promise.all([
      client.post(`${path}/take-over`),
      client.post(`${path}/take-over`),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('asking for a person', () => {
  it('is open to a widget, with contact and note, and added to when asked again', async () => {
    const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'widget',
      allowed_origins: ['https://shop.example'],
    });
    const widget = api.admin.as(String(body['key']));
    const headers = { origin: 'https://shop.example' };
    const path = await aConversation();

    await widget.post(`${path}/handoff`, { contact: 'ana@example.com' }, { headers });
    const again = await widget.post(`${path}/handoff`, { note: 'Open parcel' }, { headers });
    const taken = await widget.post(`${path}/take-over`, undefined, { headers });

    expect(again.body).toMatchObject({
      state: 'waiting_for_human',
      handoff: { contact: 'ana@example.com', note: 'Open parcel' },
    });
    expect(taken).toMatchObject({ status: 403, body: { code: 'TENANCY_KEY_KIND_REFUSED' } });
  });

  it('is refused once the conversation is closed', async () => {
    const path = await aConversation();
    await client.post(`${path}/close`);

    const answer = await client.post(`${path}/handoff`, {});

    expect(answer).toMatchObject({ status: 409, body: { code: 'AGENT_CONVERSATION_CLOSED' } });
  });

  it('is found by the store in the list of what waits', async () => {
    const path = await aConversation();
    await aConversation();
    await client.post(`${path}/handoff`, {});

    const { body } = await client.get('/api/v1/conversations?state=waiting_for_human&limit=1');

    expect(body['items']).toMatchObject([
      { id: path.split('/').at(-1), state: 'waiting_for_human' },
    ]);
  });
});
