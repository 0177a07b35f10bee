import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const waiting = {
  id: 'c1',
  state: 'waiting_for_human',
  updated_at: new Date(Date.now() - 120_000).toISOString(),
  handoff: {
    requested_at: new Date(Date.now() - 60_000).toISOString(),
    contact: 'ana@example.com',
    note: 'My parcel\narrived open.',
  },
};
const said = { id: 'm9', role: 'human', content: 'Hello.', citations: [] };

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('conversations', () => {
  it('are listed that wait for a person, slice by slice', async () => {
    const route = 'GET /conversations?state=waiting_for_human&store_id=s1';
    session.routes[route] = () => ({ items: [waiting], next_cursor: 'more' });
    session.routes[`${route}&cursor=more`] = () => ({
      items: [{ ...waiting, id: 'c2', handoff: null }],
      next_cursor: null,
    });

    const { code, out } = await session.run('conversations', 'list', ...store);

    expect(code).toBe(0);
    expect(out).toMatch(/c1 +2 min ago +1 min ago +ana@example.com +My parcel arrived open\./);
    expect(out).toMatch(/c2 +2 min ago +– +–/);
  });

  it('are said to be none in a state', async () => {
    session.routes['GET /conversations?state=closed'] = () => ({ items: [], next_cursor: null });

    const { code, err } = await session.run('conversations', 'list', '--state', 'closed');

    expect([code, err]).toEqual([0, expect.stringContaining('No conversation is in state closed')]);
  });

  it('are shown with who said what, and without what the agent did not say', async () => {
    session.routes['GET /conversations/c1/messages'] = () => ({
      items: [
        { id: 'm1', role: 'user', content: 'Where is it?', outcome: null, citations: [] },
        {
          id: 'm2',
          role: 'assistant',
          content: 'No\u001b[31mte.',
          outcome: 'abstained',
          citations: [],
        },
        { id: 'm3', role: 'assistant', content: '', outcome: 'handed_off', citations: [] },
        said,
      ],
      next_cursor: null,
    });

    const { out } = await session.run('conversations', 'show', 'c1');

    expect(out).toBe(
      'Shopper\nWhere is it?\n\nAgent, abstained (m2)\nNo[31mte.\n\nPerson\nHello.\n\n',
    );
  });

  it.each([
    ['waiting_for_human', ['GET', 'POST take-over', 'POST replies']],
    ['human', ['GET', 'POST replies']],
  ])('are answered by a person, from state %s', async (state, calls) => {
    session.routes['GET /conversations/c1?store_id=s1'] = () => ({ ...waiting, state });
    session.routes['POST /conversations/c1/take-over?store_id=s1'] = () => waiting;
    session.routes['POST /conversations/c1/replies?store_id=s1'] = () => said;

    const words = ['conversations', 'reply', 'c1', '--text', 'Hello.', ...store];
    const { code, out } = await session.run(...words);

    expect([code, out]).toEqual([0, 'Said. The conversation is yours.\n']);
    const seen = session.seen.map(({ route }) =>
      route
        .replace(/ \/conversations\/c1\/?/, ' ')
        .replace('?store_id=s1', '')
        .trim(),
    );
    expect(seen).toEqual(calls);
    expect(session.seen.at(-1)?.body).toEqual({ content: 'Hello.' });
  });

  it.each(['give-back', 'close'])('change: %s', async (change) => {
    session.routes[`POST /conversations/c1/${change}`] = () => ({ ...waiting, state: 'agent' });

    const { out } = await session.run('conversations', change, 'c1');

    expect(out).toBe('The conversation is in state agent.\n');
  });
});

describe('receipt', () => {
  const receipt = {
    release: { number: 3, id: null },
    query: { text: 'wash it', is_rewritten: false, carried_words: [] },
    evidence: { score: 0.8312, floor: 0.33, is_borne: true },
    model: null,
    tokens: { input: 0, output: 0 },
    tools: [{ name: 'order_status', input: '…42', outcome: 'found', took_ms: 8, result: null }],
    verdicts: [
      { sentence: 'It costs 5 €.', is_shown: false, reason: 'figure_not_cited' },
      { sentence: 'Wash it.', is_shown: true, reason: null },
    ],
    passages: [
      { number: 1, is_cited: true, score: 0.912, title: 'Care', url: 'https://s.example/care' },
    ],
  };

  it('says what an answer rests on and what was left out', async () => {
    session.routes['GET /conversations/c1/messages/m2/receipt?store_id=s1'] = () => receipt;

    const { out } = await session.run('receipt', 'm2', '--conversation', 'c1', ...store);

    expect(out).toContain('Release    3\nSearched   wash it\nEvidence   0.83, floor 0.33\n');
    expect(out).toContain('Left out   It costs 5 €. (figure_not_cited)\n');
    expect(out).toContain('Tool       order_status …42: found\n');
    expect(out).not.toContain('Left out   Wash it.');
    expect(out).toMatch(/1 +yes +0\.91 +Care +https:\/\/s\.example\/care/);
  });

  it('is printed whole for scripts', async () => {
    session.routes['GET /conversations/c1/messages/m2/receipt'] = () => receipt;

    const { out } = await session.run('receipt', 'm2', '--conversation', 'c1', '--json');

    expect(JSON.parse(out)).toMatchObject(receipt);
  });
});
