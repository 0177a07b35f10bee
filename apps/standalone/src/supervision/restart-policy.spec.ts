import { nextRestart } from './restart-policy.js';

describe('nextRestart', () => {
  it('waits twice as long after each end', () => {
    expect(nextRestart([0], 0)).toBe(500);
    expect(nextRestart([0, 1_000], 1_000)).toBe(1_000);
    expect(nextRestart([0, 1_000, 2_000], 2_000)).toBe(2_000);
  });

  it('gives up at the fifth end within two minutes', () => {
    expect(nextRestart([0, 1, 2, 3, 4], 4)).toBe('give-up');
  });

  it('forgets ends that are two minutes old', () => {
    expect(nextRestart([0, 1, 2, 3, 200_000], 200_000)).toBe(500);
  });
});
