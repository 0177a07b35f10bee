import { type Command, storeIdOption } from '../commands/command.js';
import { failedJobPath, jobArgument } from './failed-job-path.js';

export const retryJob: Command = {
  words: ['jobs', 'retry'],
  summary: 'Try a job that failed once more.',
  argument: jobArgument,
  options: { 'store-id': storeIdOption },
  example: 'jobs retry <job-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const job = await api.post('/api/v1/stores/{store_id}/failed-jobs/{job_id}/retry', {
      params: { path: failedJobPath(input) },
    });
    terminal.print(isJson ? JSON.stringify(job) : `Job ${job.name} waits for its turn.`);
  },
};

export const dropJob: Command = {
  words: ['jobs', 'drop'],
  summary: 'Forget a job that failed.',
  argument: jobArgument,
  options: { 'store-id': storeIdOption },
  example: 'jobs drop <job-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const path = failedJobPath(input);
    await api.delete('/api/v1/stores/{store_id}/failed-jobs/{job_id}', { params: { path } });
    const id = path.job_id;
    terminal.print(isJson ? JSON.stringify({ id, dropped: true }) : `Dropped job ${id}.`);
  },
};
