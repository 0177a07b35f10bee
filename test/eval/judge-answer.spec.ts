import type { Answer } from './api.js';
import { judgeAnswer, type Outcome } from './judge-answer.js';
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

const judged = (asked: Question, given: Answer, found: Outcome['found'] = []) =>
  judgeAnswer(asked, { answer: given, found, latencyMs: 1 });

describe('judgeAnswer', () => {
  it('finds page and facts, whatever the white space', () => {
    expect(judged(question(), answer())).toMatchObject({
      citesPage: true,
      hasFacts: true,
      isRefused: null,
    });
  });

  it('knows the front page by its folder', () => {
    const citations = [{ url: 'http://127.0.0.1:8099/' }];

    expect(judged(question({ urls: ['index.html'] }), answer({ citations })).citesPage).toBe(true);
  });

  it('looks for the page among what a search finds, apart from what is cited', () => {
    const found = [
      'https://a.example/',
      'feed:lamps.csv#1',
      'https://a.example/pages/returns.html',
    ];
    const uncited = answer({ citations: [{ url: null }] });

    expect(judged(question(), uncited, found)).toMatchObject({ findsPage: true, citesPage: false });
    expect(judged(question(), answer(), found.slice(0, 2))).toMatchObject({
      findsPage: false,
      citesPage: true,
    });
    expect(judged(question({ urls: [] }), answer(), found).findsPage).toBeNull();
  });

  it('misses a fact that one wording of which is nowhere', () => {
    const asked = question({ must_include: [['30 days'], ['free', 'no charge']] });

    expect(judged(asked, answer()).hasFacts).toBe(false);
  });

  it('takes only an abstention without citations for a refusal', () => {
    const asked = question({ urls: [], must_include: [], must_not_include: ['Code is'] });
    const refusal = answer({ content: "I don't know.", outcome: 'abstained', citations: [] });

    expect(judged(asked, refusal).isRefused).toBe(true);
    expect(judged(asked, answer()).isRefused).toBe(false);
    expect(judged(asked, { ...refusal, outcome: 'failed' }).isRefused).toBe(false);
    expect(judged(asked, { ...refusal, content: 'The code is X.' }).isRefused).toBe(false);
  });
});
