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

  it('are asked again, with what each came to', async () => {
    session.routes[`POST ${base}/g1/replay`] = () => ({
      gap: { id: 'g1', state: 'open', question_count: 3, question: 'To Norway?' },
      release: 5,
      asked: 2,
      answered: 1,
      questions: [
        { question: 'Do you ship\nto Norway?', is_answered: true },
        { question: 'And to Oslo?', is_answered: false },
      ],
    });

    const { code, out } = await session.run('gaps', 'replay', 'g1', ...store);

    expect(code).toBe(0);
    expect(out).toMatch(/yes +Do you ship to Norway\?\n *no +And to Oslo\?/);
    expect(out).toContain('By release 5: 1 of 2 answered; the gap is open.');
  });
});
