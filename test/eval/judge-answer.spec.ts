import type { Answer } from './api.js';
import { judgeAnswer } from './judge-answer.js';
import type { Question } from './question-file.js';

const question = (fields: Partial<Question> = {}): Question => ({
  id: 'q',
  kind: 'fact',
  question: '?',
  history: [],
  urls: ['pages/returns.html'],
  must_include: [['30 days', '30-day']],
  must_not_include: [],
  ...fields,
});

const answer = (fields: Partial<Answer> = {}): Answer => ({
  content: 'You have 30\n days [1].',
  outcome: 'answered',
  citations: [{ url: 'http://127.0.0.1:8099/pages/returns.html' }],
  usage: null,
  ...fields,
});

describe('judgeAnswer', () => {
  it('finds page and facts, whatever the white space', () => {
    expect(judgeAnswer(question(), answer(), 1)).toMatchObject({
      citesPage: true,
      hasFacts: true,
      isRefused: null,
    });
  });

  it('knows the front page by its folder', () => {
    const citations = [{ url: 'http://127.0.0.1:8099/' }];

    expect(
      judgeAnswer(question({ urls: ['index.html'] }), answer({ citations }), 1).citesPage,
    ).toBe(true);
  });

  it('misses a fact that one wording of which is nowhere', () => {
    const asked = question({ must_include: [['30 days'], ['free', 'no charge']] });

    expect(judgeAnswer(asked, answer(), 1).hasFacts).toBe(false);
  });

  it('takes only an abstention without citations for a refusal', () => {
    const asked = question({ urls: [], must_include: [], must_not_include: ['Code is'] });
    const refusal = answer({ content: "I don't know.", outcome: 'abstained', citations: [] });

    expect(judgeAnswer(asked, refusal, 1).isRefused).toBe(true);
    expect(judgeAnswer(asked, answer(), 1).isRefused).toBe(false);
    expect(judgeAnswer(asked, { ...refusal, outcome: 'failed' }, 1).isRefused).toBe(false);
    expect(judgeAnswer(asked, { ...refusal, content: 'The code is X.' }, 1).isRefused).toBe(false);
  });
});
