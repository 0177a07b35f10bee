import { ShortMemory } from './short-memory.js';

/** An answer that is given when the test says so. */
function slow<T>() {
  const asked: ((value: T) => void)[] = [];
  return { asked, ask: () => new Promise<T>((resolve) => asked.push(resolve)) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a short memory', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
  afterEach(() => jest.useRealTimers());

  it('asks once for all who wait', async () => {
    const { asked, ask } = slow<string>();
    const memory = new ShortMemory<string>();

    const answers = Promise.all([memory.get('k', ask), memory.get('k', ask)]);
    asked[0]?.('yes');

    expect(await answers).toEqual(['yes', 'yes']);
    expect(asked).toHaveLength(1);
  });

  it('asks again behind those who ask, so that none of them waits', async () => {
    const { asked, ask } = slow<string>();
    const memory = new ShortMemory<string>();
    const first = memory.get('k', ask);
    asked[0]?.('old');
    await first;

    jest.advanceTimersByTime(500);
    expect(await Promise.all([memory.get('k', ask), memory.get('k', ask)])).toEqual(['old', 'old']);
    expect(asked).toHaveLength(1);
    await settled();
    asked[1]?.('new');
    await settled();
    expect(await memory.get('k', ask)).toBe('new');
    jest.advanceTimersByTime(399);
    await memory.get('k', ask);

    expect(asked).toHaveLength(2);
  });

  it('knows nothing any more after 800 ms, counted from the question', async () => {
    const { asked, ask } = slow<string>();
    const memory = new ShortMemory<string>();
    const first = memory.get('k', ask);
    jest.advanceTimersByTime(700);
    asked[0]?.('old');
    await first;

    jest.advanceTimersByTime(100);
    const second = memory.get('k', ask);
    asked[1]?.('new');

    expect(await second).toBe('new');
  });

  it('does not join a question that was put long ago, nor let its answer count', async () => {
    const { asked, ask } = slow<string>();
    const memory = new ShortMemory<string>();
    const early = memory.get('k', ask);
    jest.advanceTimersByTime(801);

    const late = memory.get('k', ask);
    asked[1]?.('new');
    expect(await late).toBe('new');
    asked[0]?.('old');

    expect(await early).toBe('old');
    expect(await memory.get('k', ask)).toBe('new');
  });

  it('remembers no failure, and none that nobody waited for is heard of', async () => {
    const memory = new ShortMemory<string>();
    const fail = () => Promise.reject(new Error('away'));
    await expect(memory.get('k', fail)).rejects.toThrow('away');
    expect(await memory.get('k', () => Promise.resolve('yes'))).toBe('yes');

    jest.advanceTimersByTime(500);
    expect(await memory.get('k', fail)).toBe('yes');
    await settled();
    jest.advanceTimersByTime(300);

    await expect(memory.get('k', fail)).rejects.toThrow('away');
  });

  it('forgets an answer at the end that it has of itself', async () => {
    const ends = Date.now() + 50;
    const memory = new ShortMemory<string>(() => ends);
    await memory.get('k', () => Promise.resolve('old'));

    jest.advanceTimersByTime(50);

    expect(await memory.get('k', () => Promise.resolve('new'))).toBe('new');
  });
});
