import { type Command, storeIdOption } from '../commands/command.js';
import { finishIngest } from './finish-ingest.js';
import { ingestArgument, ingestPath } from './ingest-path.js';
import { waitOption } from './wait-option.js';

const starting = (verb: 'resume' | 'retry', summary: string): Command => ({
  words: ['ingests', verb],
  summary,
  argument: ingestArgument,
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: `ingests ${verb} <ingest-id> --store-id <id> --wait`,
  async run(context, input) {
    const started = await context.api.post(
      `/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/${verb}`,
      { params: { path: ingestPath(input) } },
    );
    return finishIngest(context, started, input.flag('wait'));
  },
});

export const resumeIngest = starting(
  'resume',
  'Let an ingest that failed or was cancelled go on where it stopped.',
);
export const retryIngest = starting('retry', 'Do what an ingest did once more, from the start.');

export const cancelIngest: Command = {
  words: ['ingests', 'cancel'],
  summary: 'Stop an ingest; what is live stays.',
  argument: ingestArgument,
  options: { 'store-id': storeIdOption },
  example: 'ingests cancel <ingest-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const ingest = await api.post('/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/cancel', {
      params: { path: ingestPath(input) },
    });
    terminal.print(isJson ? JSON.stringify(ingest) : `Cancelled ingest ${ingest.ingest_id}.`);
  },
};
