import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { buildWidget } from './widget-page.js';

const origin = 'https://shop.example';
let api: RunningApi;

beforeAll(async () => {
  buildWidget();
  api = await startApi();
});
afterAll(() => api.stop());

const preflight = (path: string, method: string) =>
  api.admin.as(undefined).call('OPTIONS', path, {
    headers: { origin, 'access-control-request-method': method },
  });

describe('a page of another origin', () => {
  it.each([
    ['/api/v1/widget-config?language=de', 'GET'],
    ['/api/v1/widget-sessions', 'POST'],
    ['/api/v1/conversations', 'POST'],
    ['/api/v1/conversations/0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11/messages', 'POST'],
    ['/api/v1/conversations/a/messages/b/feedback', 'PUT'],
  ])('may ask for %s', async (path, method) => {
    const { status, headers } = await preflight(path, method);

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toContain(method);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each([
    ['/api/v1/stores', 'POST'],
    ['/api/v1/conversations', 'GET'],
    ['/api/v1/conversations/a', 'DELETE'],
    ['/api/v1/conversations/a/replies', 'POST'],
    ['/metrics', 'GET'],
    ['/mcp', 'POST'],
    ['/v1/chat/completions', 'POST'],
  ])('may not ask for %s %s', async (path, method) => {
    const { status, headers } = await preflight(path, method);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('reads answers and refusals alike, with their limits, but no answer of another operation', async () => {
    const { client } = await aStoreWithKey(api.admin);
    const headers = { origin };

    const refused = await api.admin.as('unknown').post('/api/v1/conversations', {}, { headers });
    const broken = await client.post('/api/v1/conversations', '{', { headers });
    const other = await client.get('/api/v1/conversations', { headers });

    expect(refused.status).toBe(401);
    for (const answer of [refused, broken]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
    }
    expect(other.status).toBe(200);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('/widget.js', () => {
  it('is served to everybody, compressed, and once', async () => {
    const caller = api.admin.as(undefined);
    const packed = { 'accept-encoding': 'gzip, br' };

    const first = await caller.get('/widget.js', { headers: packed });
    const tag = String(first.headers.get('etag'));
    const again = await caller.get('/widget.js', { headers: { ...packed, 'if-none-match': tag } });
    const plain = await caller.get('/widget.js', { headers: { 'accept-encoding': 'identity' } });

    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(first.headers.get('cache-control')).toContain('max-age=300');
    expect([again.status, again.text]).toEqual([304, '']);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.text).toBe(first.text);
  });
});

describe('what a widget is told', () => {
  it('is the look of its store in the language of the page, and nothing else', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin, 'A name for the operator');
    const texts = [
      { language: null, suggestions: ['Do you ship abroad?'], labels: { title: 'Ask us' } },
      { language: 'de', suggestions: [], labels: { title: 'Frag uns' } },
    ];
    const put = await client.call('PUT', `/api/v1/stores/${storeId}/agent-settings`, {
      body: { tone: 'secretly warm', widget: { color: '#AA00cc', side: 'start', texts } },
    });
    const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'widget',
      allowed_origins: [origin],
    });
    const told = (language: string) =>
      api.admin
        .as(String(body['key']))
        .get(`/api/v1/widget-config?language=${language}`, { headers: { origin } });

    const [german, arabic, unknown] = await Promise.all(['de-AT', 'ar', 'tlh'].map(told));

    expect(put.body).toMatchObject({ widget: { color: '#AA00cc', theme: 'auto', texts } });
    expect(german?.headers.get('vary')).toContain('Authorization');
    expect(german?.body).toMatchObject({
      ...{ language: 'de-AT', direction: 'ltr', color: '#AA00cc', side: 'start' },
      suggestions: ['Do you ship abroad?'],
      labels: { title: 'Frag uns', send: 'Senden' },
    });
    expect(arabic?.body).toMatchObject({ direction: 'rtl', labels: { title: 'Ask us' } });
    expect(unknown?.body).toMatchObject({ language: 'en', labels: { title: 'Ask us' } });
    expect(german?.text).not.toMatch(/secretly|operator/);
  });

  it.each([
    { color: 'red' },
    { privacy_url: 'javascript:alert(1)' },
    { texts: [{ language: 'qq', labels: {} }] },
    { texts: [{ language: null, labels: { welcome: 'Free over 50 EUR' } }] },
    { texts: [{ language: null, labels: { nothing: 'x' } }] },
  ])('is not %j', async (widget) => {
    const { client, storeId } = await aStoreWithKey(api.admin);

    const { status } = await client.call('PUT', `/api/v1/stores/${storeId}/agent-settings`, {
      body: { widget },
    });

    expect(status).toBe(422);
  });
});
