import { CircuitBreaker } from './circuit-breaker.js';

let time: number;
let breaker: CircuitBreaker;

beforeEach(() => {
  time = 0;
  breaker = new CircuitBreaker(() => time);
});

const fail = (times: number) => Array.from({ length: times }, () => breaker.fail());

describe('CircuitBreaker', () => {
  it('leaves out what failed three times in a row, for half a minute', () => {
    expect(fail(2)).toEqual([0, 0]);
    expect(breaker.mayTry()).toBe(true);
    expect(fail(1)).toEqual([30_000]);

    expect(breaker.mayTry()).toBe(false);
    time = 29_999;
    expect(breaker.mayTry()).toBe(false);
  });

  it('lets one try after the rest, and the others once that has succeeded', () => {
    fail(3);
    time = 30_000;

    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
    breaker.succeed();
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true]);
  });

  it('rests again where that one fails', () => {
    fail(3);
    time = 30_000;
    breaker.mayTry();
    time = 31_000;

    expect(fail(1)).toEqual([30_000]);
    time = 60_999;
    expect(breaker.mayTry()).toBe(false);
  });

  it('lets another try where nobody heard of the one before', () => {
    fail(3);
    time = 30_000;
    breaker.mayTry();
    time = 60_000;

    expect(breaker.mayTry()).toBe(true);
  });

  it('forgets failures that a success comes between', () => {
    fail(2);
    breaker.succeed();
    fail(2);

    expect(breaker.mayTry()).toBe(true);
  });
});
