import { SeldomLog } from './seldom-log.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('SeldomLog', () => {
  it('lets one of a kind through in five seconds, and tells how many it left out', () => {
    const log = new SeldomLog();

    expect(log.take('away')).toBe(0);
    expect([log.take('away'), log.take('away')]).toEqual([undefined, undefined]);
    expect(log.take('full')).toBe(0);
    jest.advanceTimersByTime(5_000);

    expect(log.take('away')).toBe(2);
    expect(log.take('away')).toBeUndefined();
  });
});
