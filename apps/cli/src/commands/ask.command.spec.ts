import { CliSession, streaming } from '../../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const storeId = '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11';

describe('ask', () => {
  const citations = [
    { number: 2, url: null, title: 'A file', quote: 'Second.' },
    {
      number: 1,
      url: 'https://s.example/a',
      title: 'Care\u001b[31m',
      quote: 'Wash at 40 °C.',
      age_seconds: 7_300,
    },
  ];
  const message = { id: 'm1', content: 'Wash at 40 °C [1].', outcome: 'answered', citations };

  beforeEach(() => {
    session.routes['POST /conversations'] = () => ({ id: 'c1' });
  });

  it('prints the answer as it streams and then its sources in order', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['status', { stage: 'searching' }],
      ['token', { text: 'Wash at ' }],
      ['token', { text: '40 °C [1].' }],
      ['done', message],
    );

    const { code, out, err } = await session.run('ask', 'How do I wash it?');

    expect(code).toBe(0);
    expect(out).toBe(
      [
        'Wash at 40 °C [1].',
        '',
        'Sources',
        '[1] Care[31m',
        '    https://s.example/a (read 2 h before)',
        '    “Wash at 40 °C.”',
        '[2] A file',
        '    “Second.”',
        '',
      ].join('\n'),
    );
    expect(err).toContain('--conversation c1');
    expect(session.seen[1]).toMatchObject({
      body: { content: 'How do I wash it?' },
      headers: { accept: 'text/event-stream' },
    });
  });

  it('takes away what it was doing when text comes, and nothing of the text', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['status', { stage: 'searching' }],
      ['token', { text: message.content }],
      ['done', message],
    );

    const { out, err } = await session.runIn({ isTTY: true }, 'ask', 'How?');

    expect(out.startsWith('Wash at 40 °C [1].\n')).toBe(true);
    expect(err.split('\r\u001b[2K').slice(0, 3)).toEqual([
      '',
      'Searching …',
      expect.stringMatching(/^\nGo on/),
    ]);
  });

  it('goes on with a conversation, in the store an admin key names', async () => {
    session.routes[`POST /conversations/c9/messages?store_id=${storeId}`] = streaming([
      'done',
      message,
    ]);

    const { out } = await session.run(
      'ask',
      'And dry?',
      '--conversation',
      'c9',
      '--store-id',
      storeId,
    );

    expect(out).toContain('Wash at 40 °C [1].');
    expect(session.seen).toHaveLength(1);
  });

  it('prints the text that the server kept where it differs from what was streamed', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['token', { text: 'Only 5 €!' }],
      ['done', message],
    );

    const { out } = await session.run('ask', 'How?');

    expect(out).toContain(
      'Only 5 €!\n\nChecked against its sources, the answer is:\nWash at 40 °C [1].\n',
    );
  });

  it('says so where the agent is silent for a person', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming([
      'done',
      { ...message, content: '', outcome: 'handed_off', citations: [] },
    ]);

    const { code, out } = await session.run('ask', 'How?', '--conversation', 'c1');

    expect(code).toBe(0);
    expect(out).toMatch(/^The agent says nothing: a person has this conversation[^]*\n$/);
  });

  it('keeps control sequences of a crawled page out of the terminal', async () => {
    const hostile = { ...message, content: 'a\u001b]0;owned\u0007b\u202ec' };
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['token', { text: hostile.content }],
      ['done', hostile],
    );

    const { out } = await session.run('ask', 'How?');

    expect(out).toContain('a]0;ownedbc\n');
  });

  it('prints one JSON document for scripts', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['token', { text: 'x' }],
      ['done', message],
    );

    const { out, err } = await session.run('ask', 'How?', '--json');

    expect(JSON.parse(out)).toMatchObject({ conversation_id: 'c1', ...message });
    expect(err).toBe('');
  });

  it('ends with 1 when the answer failed on the way', async () => {
    const error = {
      code: 'AGENT_MODEL_STALLED',
      message: 'The model stopped.',
      correlation_id: 'x-1',
    };
    session.routes['POST /conversations/c1/messages'] = streaming(
      ['token', { text: 'Wash' }],
      ['error', error],
    );

    const { code, err } = await session.run('ask', 'How?');

    expect(code).toBe(1);
    expect(err).toBe('✖ The model stopped. (AGENT_MODEL_STALLED)\n  correlation id x-1\n');
  });

  it('says so when the stream ends without an end', async () => {
    session.routes['POST /conversations/c1/messages'] = streaming(['token', { text: 'Wash' }]);

    const { code, err } = await session.run('ask', 'How?');

    expect([code, err]).toEqual([1, '✖ The answer broke off before its end; ask again.\n']);
  });

  it('stops the work of the server on Ctrl-C', async () => {
    const stop = new AbortController();
    const closed = new Promise<void>((resolve) => {
      session.routes['POST /conversations/c1/messages'] = (_, response) => {
        response.on('close', resolve);
        response.setHeader('content-type', 'text/event-stream');
        response.write('event: token\ndata: {"text":"Wash"}\n\n');
        setTimeout(() => stop.abort(), 20);
        return response;
      };
    });

    const { code, out } = await session.runIn({ signal: stop.signal }, 'ask', 'How?');

    expect([code, out]).toEqual([130, 'Wash\n']);
    await closed;
  });
});
