import { CliSession, startedIngest } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const base = '/knowledge-base/s1/gaps';

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const listing = (items: unknown[]): void => {
  session.routes[`GET ${base}`] = () => ({ items, next_cursor: null });
};

describe('gaps', () => {
  it('are listed with how often each was asked', async () => {
    listing([{ id: 'g1', state: 'open', question_count: 7, question: 'Do you ship\nto Norway?' }]);

    const { code, out } = await session.run('gaps', 'list', ...store);

    expect(code).toBe(0);
    expect(out).toMatch(/g1 +open +7 +Do you ship to Norway\?/);
  });

  it('are said to be none', async () => {
    listing([]);

    const { code, out, err } = await session.run('gaps', 'list', ...store);

    expect([code, out + err]).toEqual([0, expect.stringContaining('without an answer')]);
  });

  it('are answered under the question asked most, or one of the caller', async () => {
    session.routes[`POST ${base}/g1/answer`] = () => ({ ingest: startedIngest });

    const plain = await session.run('gaps', 'answer', 'g1', ...store, '--answer', 'Yes.');
    const own = ['--answer', 'Yes.', '--question', 'Norway?'];
    await session.run('gaps', 'answer', 'g1', ...store, ...own);

    expect(plain.code).toBe(0);
    expect(session.seen.map(({ body }) => body)).toEqual([
      { answer: 'Yes.' },
      { answer: 'Yes.', question: 'Norway?' },
    ]);
  });
});
