import {
  aProblem,
  CliSession,
  refusing,
  startedIngest,
} from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const path = '/knowledge-base/s1/ingests/i1';

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('an ingest', () => {
  it.each(['resume', 'retry'])('can be told to %s', async (verb) => {
    session.routes[`POST ${path}/${verb}`] = () => startedIngest;

    const { code, out } = await session.run('ingests', verb, 'i1', ...store);

    expect([code, out]).toEqual([0, 'Started ingest i1.\n']);
  });

  it('is cancelled, and says why it cannot be', async () => {
    session.routes[`POST ${path}/cancel`] = () => ({ ...startedIngest, status: 'cancelled' });
    expect((await session.run('ingests', 'cancel', 'i1', ...store)).out).toBe(
      'Cancelled ingest i1.\n',
    );

    const problem = aProblem('KNOWLEDGE_INGEST_ENDED', 409);
    session.routes[`POST ${path}/cancel`] = refusing(409, problem);
    const { code, err } = await session.run('ingests', 'cancel', 'i1', ...store);
    expect([code, err]).toEqual([1, expect.stringContaining('KNOWLEDGE_INGEST_ENDED')]);
  });

  it('lists how its pages ended, with examples', async () => {
    const example = (url: string, more = {}) => ({
      url,
      duplicate_of: null,
      detail: null,
      ...more,
    });
    session.routes[`GET ${path}/outcomes`] = () => ({
      outcomes: [
        {
          outcome: 'duplicate',
          http_status: null,
          count: 6,
          examples: [example('https://a.example/b', { duplicate_of: 'https://a.example/a' })],
        },
        {
          outcome: 'http_error',
          http_status: 404,
          count: 1,
          examples: [example('https://a.example/\u001b[31mgone')],
        },
      ],
    });

    expect((await session.run('ingests', 'outcomes', 'i1', ...store)).out.split('\n')).toEqual([
      'duplicate: 6',
      '  https://a.example/b (same as https://a.example/a)',
      'http_error 404: 1',
      '  https://a.example/[31mgone',
      '',
    ]);
  });
});
