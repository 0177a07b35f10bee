import type { AnswerEvent } from '../answering/answer-event.js';
import { LiveAnswer } from './live-answer.js';
import type { NumberedEvent } from './numbered-event.js';

const word = (text: string): AnswerEvent => ({ type: 'token', text });
const never = () => new AbortController().signal;
const anAnswer = (ms = 60_000) => new LiveAnswer({ ms, isFollowed: () => Promise.resolve(false) });

async function all(events: AsyncGenerator<NumberedEvent>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of events) seen.push(seq);
  return seen;
}

describe('a live answer', () => {
  it('tells every reader everything, whenever it joins', async () => {
    const answer = anAnswer();
    answer.push(word('a'));
    const early = all(answer.after(0, never()));
    answer.push(word('b'));
    answer.end();

    expect(await early).toEqual([1, 2]);
    expect(await all(answer.after(0, never()))).toEqual([1, 2]);
    expect(await all(answer.after(1, never()))).toEqual([2]);
  });

  it('tells the end again to one who saw it or more, so that it need not wait', async () => {
    const answer = anAnswer();
    answer.push(word('a'));
    answer.push(word('b'));
    answer.end();

    expect(await all(answer.after(2, never()))).toEqual([2]);
    expect(await all(answer.after(99, never()))).toEqual([2]);
  });

  it('throws to its readers what ended it', async () => {
    const answer = anAnswer();
    const reader = all(answer.after(0, never()));
    answer.end(new Error('the database is away'));

    await expect(reader).rejects.toThrow('the database is away');
  });

  it('lets a reader go that leaves, and goes on for the others', async () => {
    const answer = anAnswer();
    const leave = new AbortController();
    const leaver = all(answer.after(0, leave.signal));
    const stayer = all(answer.after(0, never()));
    leave.abort(new Error('left'));
    await expect(leaver).rejects.toThrow('left');
    answer.push(word('a'));
    answer.end();

    expect(await stayer).toEqual([1]);
    expect(answer.signal.aborted).toBe(false);
  });

  it('is given up at once without patience, when its only reader leaves', async () => {
    const answer = anAnswer(0);
    const leave = new AbortController();
    const reader = all(answer.after(0, leave.signal));
    leave.abort(new Error('left'));

    await expect(reader).rejects.toThrow('left');
    expect(answer.signal.reason).toMatchObject({ code: 'AGENT_CLIENT_GONE' });
  });

  it('is given up by a reader that leaves before it began to read', () => {
    const answer = anAnswer(0);
    const leave = new AbortController();
    answer.after(0, leave.signal);
    leave.abort(new Error('left'));

    expect(answer.signal.aborted).toBe(true);
  });

  it('is given up after its patience, unless somebody reads elsewhere', async () => {
    const asked: boolean[] = [true, false];
    const isFollowed = () => Promise.resolve(asked.shift() ?? false);
    const answer = new LiveAnswer({ ms: 5, isFollowed });
    const given = new Promise((resolve) => answer.signal.addEventListener('abort', resolve));
    const leave = new AbortController();
    const reader = all(answer.after(0, leave.signal));
    leave.abort(new Error('left'));

    await expect(reader).rejects.toThrow('left');
    await given;
    expect(asked).toEqual([]);
  });
});
