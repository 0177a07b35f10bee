import { failedJobShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { failedJobPath, jobArgument } from './failed-job-path.js';

export const retryJob: Command = {
  words: ['jobs', 'retry'],
  summary: 'Try a job that failed once more.',
  argument: jobArgument,
  options: { 'store-id': storeIdOption },
  example: 'jobs retry <job-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const id = input.argument('job-id');
    const job = await api.post(failedJobPath(input, id, 'retry'), failedJobShape);
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
    const id = input.argument('job-id');
    await api.delete(failedJobPath(input, id));
    terminal.print(isJson ? JSON.stringify({ id, dropped: true }) : `Dropped job ${id}.`);
  },
};
