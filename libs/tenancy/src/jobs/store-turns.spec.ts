import { StoreTurns } from './store-turns.js';

const minute = 60_000;

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

describe('the turns of stores', () => {
  it('go round: the nth job of each store stands beside the nth of others', () => {
    const turns = new StoreTurns();
    const ofA = [1, 2, 3].map(() => turns.next('webhooks', 'A'));
    const ofB = [1, 2].map(() => turns.next('webhooks', 'B'));

    expect([ofA, ofB]).toEqual([
      [0, 1, 2],
      [0, 1],
    ]);
  });

  it('are counted for each queue by itself', () => {
    const turns = new StoreTurns();
    turns.next('webhooks', 'A');

    expect(turns.next('gaps', 'A')).toBe(0);
  });

  it('are remembered for some minutes and then forgotten', () => {
    const turns = new StoreTurns();
    for (let n = 0; n < 10; n += 1) turns.next('webhooks', 'A');

    jest.setSystemTime(6 * minute);
    expect(turns.next('webhooks', 'A')).toBe(10);
    jest.setSystemTime(60 * minute);
    expect(turns.next('webhooks', 'A')).toBe(0);
  });
});
