import { existsSync, readFileSync } from 'node:fs';

import { mutations } from '../proofs/mutations/index.js';
import { leakModes } from '../proofs/mutations/mutation.js';

const least = 40;
const texts = mutations.flatMap(({ name, file, edits }) =>
  edits.map(([text]) => ({ name, file, text })),
);

describe('the seeded isolation bugs', () => {
  it('are enough, each under its own name, and of every way in which stores leak', () => {
    expect(mutations.length).toBeGreaterThanOrEqual(least);
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
    expect(new Set(mutations.map(({ mode }) => mode))).toEqual(new Set(leakModes));
  });

  // what is moved or put in other words is moved here, too; `npm run prove -- isolation-mutations <name>` tries it
  it('still stand in the sources, each at one place', () => {
    const elsewhere = texts.filter(
      ({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8').split(text).length !== 2,
    );

    expect(elsewhere).toEqual([]);
  });

  it('change something, and are killed by suites that are there', () => {
    const idle = mutations.filter(({ edits }) => edits.some(([text, by]) => text === by));
    const gone = mutations.flatMap(({ killedBy }) => killedBy).filter((spec) => !existsSync(spec));

    expect(idle).toEqual([]);
    expect(gone).toEqual([]);
  });
});
