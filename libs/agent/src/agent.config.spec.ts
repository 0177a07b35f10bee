import { readAgentConfig } from './agent.config.js';

const NAMES = [
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'CHAT_MODEL',
  'CHAT_TIMEOUT_MS',
  'ANSWER_RESUME_MS',
  'TOOL_CALLS_A_DAY',
];

function read(env: Record<string, string>) {
  const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, env);
  try {
    return readAgentConfig();
  } finally {
    for (const name of NAMES) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

describe('readAgentConfig', () => {
  it('has no chat model unless one is named, even where a key is set', () => {
    expect(read({ OPENAI_API_KEY: 'k' }).chatModel).toBeNull();
  });

  it('takes a model with a key, or with a server that wants none', () => {
    expect(read({ CHAT_MODEL: 'm', OPENAI_API_KEY: 'k' }).chatModel).toMatchObject({
      model: 'm',
      apiKey: 'k',
    });
    expect(read({ CHAT_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' })).toMatchObject({
      chatModel: { baseUrl: 'http://127.0.0.1:1/v1' },
      timeoutMs: 30_000,
    });
  });

  it.each([
    [{ CHAT_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ CHAT_MODEL: 'm', OPENAI_BASE_URL: 'ftp://x' }, 'OPENAI_BASE_URL'],
    [{ CHAT_TIMEOUT_MS: 'soon' }, 'CHAT_TIMEOUT_MS'],
    [{ ANSWER_RESUME_MS: '120001' }, 'ANSWER_RESUME_MS'],
    [{ TOOL_CALLS_A_DAY: '-1' }, 'TOOL_CALLS_A_DAY'],
  ])('names what is wrong in %j', (env, name) => expect(() => read(env)).toThrow(name));
});
