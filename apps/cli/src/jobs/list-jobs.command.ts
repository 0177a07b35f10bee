import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { formatAge } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';

const head = ['ID', 'JOB', 'FAILED', 'STARTS', 'REASON'];

export const listJobs: Command = {
  words: ['jobs', 'list'],
  summary: 'List what failed for good of the work of a store.',
  options: { 'store-id': storeIdOption },
  example: 'jobs list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const jobs = await api.list('/api/v1/stores/{store_id}/failed-jobs', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(jobs));
    if (jobs.length === 0) return terminal.note('No job of this store has failed.');
    const rows = jobs.map(({ id, name, failed_at: failedAt, attempts, reason }) => [
      id,
      name,
      formatAge(failedAt),
      String(attempts),
      oneLine(`${reason.code}: ${reason.message}`),
    ]);
    terminal.printTable(head, rows);
    terminal.note(hint(`jobs retry <job-id> --store-id ${input.need('store-id')}`));
  },
};
