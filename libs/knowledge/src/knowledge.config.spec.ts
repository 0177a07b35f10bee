import { readKnowledgeConfig } from './knowledge.config.js';

const names = [
  'CRAWL_ALLOWED_PRIVATE_HOSTS',
  'CRAWL_EXTRACTION_THREADS',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'EMBEDDING_MODEL',
  'EMBEDDING_DIMENSIONS',
  'EMBEDDING_BATCH_SIZE',
  'EMBEDDING_TIMEOUT_MS',
  'EMBEDDING_MAX_RETRIES',
  'RERANK_URL',
  'RERANK_MODEL',
  'RERANK_API_KEY',
  'RERANK_TIMEOUT_MS',
];
const before = { ...process.env };

const read = (env: Record<string, string>) => {
  for (const name of names) delete process.env[name];
  Object.assign(process.env, env);
  return readKnowledgeConfig();
};
afterAll(() => {
  process.env = before;
});

describe('the configuration of knowledge', () => {
  it('needs nothing: the built-in embedding, no private host', () => {
    expect(read({})).toMatchObject({ embedding: null, crawl: { allowedPrivateHosts: [] } });
  });

  it('stays with the built-in embedding when a key is set for chat only', () => {
    expect(read({ OPENAI_API_KEY: 'key' }).embedding).toBeNull();
  });

  it('takes a model with a key, or with the address of a server without keys', () => {
    const keyed = read({
      EMBEDDING_MODEL: 'm',
      OPENAI_API_KEY: 'key',
      EMBEDDING_DIMENSIONS: '512',
    });
    const keyless = read({ EMBEDDING_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' });

    expect(keyed.embedding).toMatchObject({ model: 'm', dimensions: 512, apiKey: 'key' });
    expect(keyless.embedding).toMatchObject({ dimensions: null, batchSize: 64, maxRetries: 3 });
  });

  it('asks a reranker where its address is set, and none otherwise', () => {
    const url = 'http://127.0.0.1:7997/rerank';

    expect(read({ RERANK_MODEL: 'm', RERANK_API_KEY: 'key' }).rerank).toBeNull();
    expect(read({ RERANK_URL: url }).rerank).toEqual({ url, timeoutMs: 2_000 });
    expect(
      read({ RERANK_URL: url, RERANK_MODEL: 'm', RERANK_API_KEY: 'key', RERANK_TIMEOUT_MS: '500' })
        .rerank,
    ).toEqual({ url, model: 'm', apiKey: 'key', timeoutMs: 500 });
  });

  it('lists the private hosts that may be crawled', () => {
    const { crawl } = read({
      CRAWL_ALLOWED_PRIVATE_HOSTS: '127.0.0.1:8080, [::1]:8081,shop.local:80',
    });

    expect(crawl.allowedPrivateHosts).toEqual(['127.0.0.1:8080', '[::1]:8081', 'shop.local:80']);
  });

  it.each([
    [{ EMBEDDING_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ EMBEDDING_DIMENSIONS: 'many' }, 'EMBEDDING_DIMENSIONS'],
    [{ EMBEDDING_BATCH_SIZE: '0' }, 'EMBEDDING_BATCH_SIZE'],
    [{ OPENAI_BASE_URL: 'ftp://models.local' }, 'OPENAI_BASE_URL'],
    [{ RERANK_URL: 'rerank.local' }, 'RERANK_URL'],
    [{ RERANK_URL: 'https://me:secret@models.local/rerank' }, 'RERANK_URL'],
    [{ RERANK_API_KEY: 'two words' }, 'RERANK_API_KEY'],
    [{ RERANK_TIMEOUT_MS: '7ms' }, 'RERANK_TIMEOUT_MS'],
    [{ CRAWL_ALLOWED_PRIVATE_HOSTS: 'shop.local' }, 'CRAWL_ALLOWED_PRIVATE_HOSTS'],
  ])('refuses %j and names the variable, not the value', (env, name) => {
    expect(() => read(env)).toThrow(name);
    expect(() => read(env)).not.toThrow(
      Object.values(env)[0] === 'm' ? '"m"' : Object.values(env)[0],
    );
  });
});
