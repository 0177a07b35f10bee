import { leakyDriver } from '../proofs/soaking/leaky-driver.js';
import { soak } from '../proofs/soaking/soak.js';

/** A short form of `npm run prove -- isolation-soak`. */
const size = { queries: 2_000, clients: 64, stores: 6 };
const mostErrors = size.queries / 100;

const countOf = (errors: Map<string, number>) =>
  [...errors.values()].reduce((sum, count) => sum + count, 0);

describe('many stores on a pool of four connections, of whose work every tenth ends badly', () => {
  it('are never given a row of another', async () => {
    const { done, broken, foreign, errors } = await soak(size);

    expect(foreign).toEqual([]);
    expect(done).toBe(size.queries);
    expect(broken).toBeGreaterThan(size.queries / 20);
    expect({ errors: [...errors], isFew: countOf(errors) < mostErrors }).toMatchObject({
      isFew: true,
    });
  });

  it('would be, were settings made for the session and now and then forgotten', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    let mend = () => undefined as void;

    const { foreign } = await soak({
      ...size,
      queries: 400,
      seedBug: () => (mend = leakyDriver()),
    }).finally(() => mend());

    expect(foreign.length).toBeGreaterThan(0);
  });
});
