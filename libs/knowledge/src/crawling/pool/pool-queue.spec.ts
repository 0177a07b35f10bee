import { PoolQueue } from './pool-queue.js';

const never = new AbortController().signal;

describe('PoolQueue', () => {
  it('lets the next one in, in order, as one leaves', async () => {
    const queue = new PoolQueue(1);
    const entered: string[] = [];
    const enter = (name: string) => queue.enter(never).then(() => entered.push(name));

    await enter('first');
    const second = enter('second');
    const third = enter('third');
    queue.leave();
    await second;
    expect(entered).toEqual(['first', 'second']);
    queue.leave();
    await third;
    expect(entered).toEqual(['first', 'second', 'third']);
  });

  it('keeps no place for one that gave up', async () => {
    const queue = new PoolQueue(1);
    const impatient = new AbortController();
    await queue.enter(never);
    const gone = queue.enter(impatient.signal);
    const next = queue.enter(never).then(() => 'in');

    impatient.abort(new Error('gone'));
    queue.leave();

    await expect(gone).rejects.toThrow('gone');
    expect(await next).toBe('in');
  });
});
