import type { StoreJobRunner } from '../store-job-runner.js';
import { answerQuestions } from './answer-questions.js';
import type { JobApart } from './jobs-apart.js';

/** Makes this process one of `JobsApart`: it does the jobs of these runners that its parent holds. */
export function answerJobs(runners: readonly StoreJobRunner[]): void {
  answerQuestions(({ queue, id, token }: JobApart) => {
    const runner = runners.find(({ queueName }) => queueName === queue);
    if (runner === undefined) throw new Error(`Queue ${queue} has no runner here.`);
    return runner.runApart(id, token);
  });
}
