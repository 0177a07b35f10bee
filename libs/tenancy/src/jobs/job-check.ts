import type { JobDefinition } from './define-job.js';
import { jobHandlers } from './on-job.decorator.js';
import type { StoreJobRunner } from './store-job-runner.js';

/** Called when a worker boots: throws unless each job has exactly one handler and each handler's job is known. */
export function assertEveryJobHasOneHandler(
  jobs: readonly JobDefinition[],
  runners: readonly StoreJobRunner[],
): void {
  const handled = runners.flatMap((runner) => [
    ...jobHandlers(Object.getPrototypeOf(runner) as object).keys(),
  ]);
  const known = new Set(jobs.map(({ name }) => name));
  const problems = [
    ...[...known].filter((name) => !handled.includes(name)).map((name) => `${name} has none`),
    ...handled.filter((name) => !known.has(name)).map((name) => `${name} is no defined job`),
    ...handled
      .filter((name, i) => handled.indexOf(name) !== i)
      .map((name) => `${name} has two or more`),
  ];
  if (problems.length > 0) throw new Error(`Job handlers do not fit: ${problems.join('; ')}.`);
}
