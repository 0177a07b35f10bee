import { services } from '../support/run-named.js';
import { runSuites, type SuiteEnd } from './killing/run-suites.js';
import { mutations } from './mutations/index.js';
import type { Mutation } from './mutations/mutation.js';

export const bringsServices = true;

/** Each with a database and a Jest of its own. */
const lanes = 2;

/** What makes the database, so that a bug there needs one that was made with it. */
const makesDatabase = /\/migrations\/|secure-store-table|hold-sql/;
/** A bug that the database remembers, which has one session for everybody, would kill those after it; so do open erasures. */
const leavesTraces = ({ file, mode }: Mutation): boolean =>
  makesDatabase.test(file) ||
  mode === 'a setting that outlives its transaction' ||
  mode === 'an erasure that leaves something';
/** A change that is no program is killed by nobody. */
const isBroken =
  /SyntaxError(?!:.*not valid JSON)|ReferenceError|is not a function|Cannot find module|Not once in/;

type Verdict = 'killed' | 'SURVIVED' | 'BROKEN';
interface Trial {
  mutation: Mutation;
  verdict: Verdict;
  by: string;
  seconds: number;
}

/**
 * `npm run prove -- isolation-mutations [part of names…]`: seeds one isolation bug after the other into the sources as Jest
 * reads them, and runs the suites that have to notice; then the same suites on the same databases without any, which have to
 * pass. On the embedded database, as a bug in a role would be everybody's on a server. Throws where a bug survives.
 */
export async function run(parts: string[]): Promise<void> {
  const chosen = mutations.filter(
    ({ name, file }) =>
      parts.length === 0 || parts.some((part) => name.includes(part) || file.includes(part)),
  );
  const startedAt = performance.now();
  const trials = await inLanes(chosen);
  const missed = trials.filter(({ verdict }) => verdict !== 'killed');
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${chosen.length - missed.length} of ${chosen.length} killed in ${seconds} s`);
  if (missed.length > 0) throw new Error(missed.map(({ mutation }) => mutation.name).join('; '));
}

async function inLanes(chosen: readonly Mutation[]): Promise<Trial[]> {
  const waiting = [...chosen];
  const trials: Trial[] = [];
  const workOff = async () => {
    const { env, stop } = await services({ DATABASE_URL: '', REDIS_URL: '' });
    const shared = { ...env, TEST_SERVICES: JSON.stringify([env]) };
    const specs = new Set<string>();
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const trial = await tryOne(next, leavesTraces(next) ? {} : shared);
        trials.push(trial);
        report(trial);
        for (const spec of next.killedBy) specs.add(spec);
      }
      await expectGreen([...specs], shared);
    } finally {
      await stop();
    }
  };
  await Promise.all(Array.from({ length: lanes }, workOff));
  return trials;
}

async function tryOne(mutation: Mutation, env: Record<string, string>): Promise<Trial> {
  const { file, edits, killedBy } = mutation;
  const startedAt = performance.now();
  const bug = { STOREHAND_MUTATION: JSON.stringify({ file, edits }) };
  const end = await runSuites(killedBy, { ...env, ...bug }).catch((error: Error): SuiteEnd => ({
    isGreen: false,
    passed: 0,
    failure: { test: 'Jest itself', message: error.message },
  }));
  const verdict = verdictOf(end);
  const seconds = (performance.now() - startedAt) / 1000;
  const why = verdict === 'BROKEN' ? `: ${end.failure?.message}` : '';
  return { mutation, verdict, by: `${end.failure?.test ?? 'nobody'}${why}`, seconds };
}

function verdictOf({ isGreen, failure }: SuiteEnd): Verdict {
  if (isGreen) return 'SURVIVED';
  return isBroken.test(failure?.message ?? '') ? 'BROKEN' : 'killed';
}

function report({ mutation: { name, mode }, verdict, by, seconds }: Trial): void {
  console.log(`${verdict}  ${name}  (${mode}; ${seconds.toFixed(0)} s; by: ${by})`);
}

/** Else what killed a bug may have been the state that another left behind. */
async function expectGreen(specs: readonly string[], env: Record<string, string>): Promise<void> {
  if (specs.length === 0) return;
  const { isGreen, passed, failure } = await runSuites(specs, env);
  if (!isGreen) throw new Error(`Without any bug ${failure?.test} fails: ${failure?.message}`);
  console.log(`${passed} tests of ${specs.length} suites pass without any`);
}
