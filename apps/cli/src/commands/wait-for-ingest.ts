import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from '../api/api-client.js';
import { ApiProblem } from '../api/api-problem.js';
import type { Ingest, KnowledgeStatus } from '../api/shapes.js';
import { ProgressLine } from '../terminal/progress-line.js';
import type { CommandContext } from './command.js';

const over = ['live', 'held', 'failed', 'cancelled'];

/** Looks in a row that may fail before the wait gives up: a restart of the server is not the end of an ingest. */
const patience = 20;

/**
 * Shows the progress of an ingest until it has ended. Stopping the wait does not stop the ingest, and neither does a
 * server that is away for a moment.
 */
export async function waitForIngest(
  { api, terminal, signal, pollMs, isJson }: CommandContext,
  started: Ingest,
): Promise<Ingest> {
  const progress = new ProgressLine(terminal, isJson);
  let current = await look(api, started);
  let failures = 0;
  try {
    for (;;) {
      progress.show(current);
      if (over.includes(current.status)) return current;
      await sleep(pollMs, undefined, { signal });
      try {
        current = await look(api, started);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (signal.aborted || failures > patience || isFinal(error)) throw error;
      }
    }
  } finally {
    progress.end();
    if (signal.aborted) {
      terminal.note(`The ingest goes on: storehand status --store-id ${started.store_id}`);
    }
  }
}

async function look(api: ApiClient, { store_id, ingest_id }: Ingest): Promise<Ingest> {
  const { last_ingest } = await api.get<KnowledgeStatus>(`/knowledge-base/${store_id}/status`);
  if (last_ingest?.ingest_id === ingest_id) return last_ingest;
  return api.get<Ingest>(`/knowledge-base/${store_id}/ingests/${ingest_id}`);
}

/** The server answered that this will not get better by asking again. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.problem.status < 500 && error.problem.status !== 429;
