import { NeverBegunError, OutOfTimeError, ReadingClock } from './reading-clock.js';

const never = new AbortController().signal;
const ending = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason));
  });

describe('ReadingClock', () => {
  it('ends a wait for a thread apart from the time on it', async () => {
    const waiting = new ReadingClock(never, 5);
    const reading = new ReadingClock(never, 600_000);
    reading.begin(5, () => true);

    expect(await ending(waiting.signal)).toEqual(new NeverBegunError(5));
    expect(await ending(reading.signal)).toMatchObject({
      name: 'OutOfTimeError',
      wasStarved: true,
      message: new OutOfTimeError(5, true).message,
    });
  });
});
