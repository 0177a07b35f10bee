import { stopOnSignal } from './stop-on-signal.js';

let told: ((signal: string) => void) | undefined;
let codes: unknown[];
let said: string;

beforeEach(() => {
  jest.useFakeTimers();
  codes = [];
  said = '';
  jest.spyOn(process, 'on').mockImplementation((name, listener) => {
    if (name === 'SIGTERM') told = listener as typeof told;
    return process;
  });
  jest.spyOn(process, 'exit').mockImplementation(((code: number) => codes.push(code)) as never);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** The codes it would have left with, this long after it was told to stop. */
async function codesAfter(ms: number, stop: () => Promise<void>): Promise<unknown[]> {
  stopOnSignal(stop);
  told?.('SIGTERM');
  await jest.advanceTimersByTimeAsync(ms);
  return codes;
}

const forever = () => new Promise<void>(() => undefined);

describe('a process that is told to stop', () => {
  it('leaves with 0 once it is done', async () => {
    expect(await codesAfter(1, () => Promise.resolve())).toEqual([0]);
    expect(said).toBe('');
  });

  it('leaves with 1 where stopping fails, and says why', async () => {
    expect(await codesAfter(1, () => Promise.reject(new Error('no way')))).toEqual([1]);
    expect(said).toBe('It did not stop in order: no way\n');
  });

  it('leaves with 1 where stopping is cut off, before a supervisor would kill it', async () => {
    expect(await codesAfter(24_000, forever)).toEqual([]);
    await jest.advanceTimersByTimeAsync(2_000);

    expect(codes).toEqual([1]);
    expect(said).toBe('It did not stop in order: it was not done after 25 s\n');
  });

  it('is told once by two signals of a moment, and leaves with 1 at a later one', async () => {
    await codesAfter(1_000, forever);
    told?.('SIGTERM');
    expect(codes).toEqual([]);

    await jest.advanceTimersByTimeAsync(1_000);
    told?.('SIGTERM');
    expect(codes).toEqual([1]);
  });
});
