import { WindowCounter } from './window-counter.js';

const minute = 60_000;

describe('WindowCounter', () => {
  it('blocks what is over the limit until the window ends, and says how long that is', async () => {
    let now = 0;
    const counter = new WindowCounter(() => now);
    await counter.increment('a', minute, 2);
    await counter.increment('a', minute, 2);
    now = 45_500;

    const third = await counter.increment('a', minute, 2);
    now = minute;
    const next = await counter.increment('a', minute, 2);

    expect(third).toMatchObject({ isBlocked: true, timeToBlockExpire: 15, totalHits: 3 });
    expect(next).toMatchObject({ isBlocked: false, totalHits: 1 });
  });

  it('counts each caller alone', async () => {
    const counter = new WindowCounter(() => 0);
    await counter.increment('a', minute, 1);

    expect(await counter.increment('b', minute, 1)).toMatchObject({ isBlocked: false });
    expect(await counter.increment('a', minute, 1)).toMatchObject({ isBlocked: true });
  });

  it('keeps a busy caller in mind while strangers come and go', async () => {
    const counter = new WindowCounter(() => 0);

    for (let i = 0; i < 60_000; i += 1) {
      await counter.increment(`stranger ${i}`, minute, 1);
      if (i % 10_000 === 0) await counter.increment('busy', minute, 100);
    }

    expect(await counter.increment('busy', minute, 100)).toMatchObject({ totalHits: 7 });
    expect(await counter.increment('stranger 0', minute, 1)).toMatchObject({ totalHits: 1 });
  });
});
