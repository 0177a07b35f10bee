import { setTimeout as sleep } from 'node:timers/promises';

import type { Schema } from '@app/client';

import type { ApiClient } from '../api/api-client.js';
import { ApiProblem } from '../api/api-problem.js';
import type { CommandContext } from '../commands/command.js';
import { ProgressLine } from './progress-line.js';

const over = ['live', 'held', 'failed', 'cancelled'];

/** Looks in a row that may fail before the wait gives up: a restart of the server is not the end of an ingest. */
const patience = 20;

/**
 * Shows the progress of an ingest until it has ended. Stopping the wait does not stop the ingest, and neither does a
 * server that is away for a moment.
 */
export async function waitForIngest(
  { api, terminal, signal, pollMs, isJson, hint }: CommandContext,
  started: Schema<'Ingest'>,
): Promise<Schema<'IngestDetail'>> {
  const progress = new ProgressLine(terminal, isJson);
  try {
    for (;;) {
      const current = await lookPatiently(api, started, { signal, pollMs });
      progress.show(current);
      if (over.includes(current.status)) return current;
      await sleep(pollMs, undefined, { signal });
    }
  } finally {
    progress.end();
    if (signal.aborted) {
      terminal.note(`The ingest goes on: ${hint(`status --store-id ${started.store_id}`)}`);
    }
  }
}

async function lookPatiently(
  api: ApiClient,
  { store_id, ingest_id }: Schema<'Ingest'>,
  { signal, pollMs }: Pick<CommandContext, 'signal' | 'pollMs'>,
): Promise<Schema<'IngestDetail'>> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await api.get('/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}', {
        params: { path: { store_id, ingest_id } },
      });
    } catch (error) {
      if (signal.aborted || failures > patience || isFinal(error)) throw error;
      await sleep(pollMs, undefined, { signal });
    }
  }
}

/** The server answered that this will not get better by asking again. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem.status < 500 && error.problem.status !== 429;
