import { RunningAnswers } from './running-answers.js';

describe('RunningAnswers', () => {
  it('lets running answers finish before a stop goes on', async () => {
    const answers = new RunningAnswers();
    const answer = answers.begin();
    setTimeout(() => answer.end(), 20);

    const startedAt = Date.now();
    await answers.drain(50_000);

    expect(Date.now() - startedAt).toBeLessThan(40_000);
  });

  it('ends those that outlive the grace with a reason, and takes no more', async () => {
    const answers = new RunningAnswers();
    const answer = answers.begin();
    answer.signal.addEventListener('abort', () => setTimeout(() => answer.end(), 5));

    await answers.drain(10);

    expect(answer.signal.reason).toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(() => answers.begin()).toThrow(expect.objectContaining({ code: 'SHUTTING_DOWN' }));
  });

  it('tells an answer whose caller left, and waits until it has kept what it must', async () => {
    const answers = new RunningAnswers();
    const answer = answers.begin();
    answer.abort();
    let isKept = false;
    setTimeout(() => {
      isKept = true;
      answer.end();
    }, 20);

    await answers.drain(50_000);

    expect(answer.signal.reason).toMatchObject({ code: 'CLIENT_GONE' });
    expect(isKept).toBe(true);
  });
});
