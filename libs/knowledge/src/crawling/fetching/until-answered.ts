import { setTimeout as sleep } from 'node:timers/promises';

import type { FetchResult } from './fetch-result.js';

/** Pauses before a second and third try at a site that does not answer. */
const pausesMs = [500, 1_500];
const passing: readonly FetchResult['outcome'][] = ['unreachable', 'timeout', 'bad_response'];

/** Whether asking again later may give another answer. */
export function isPassingFailure(result: FetchResult): boolean {
  if (result.outcome === 'http_error') return (result.status ?? 0) >= 500 || result.status === 429;
  return passing.includes(result.outcome);
}

/**
 * Makes a request up to three times, for what must be known of a site before anything else. A site that asks to be left
 * alone for longer than the pauses is: its answer is returned, for the caller to come back.
 */
export async function untilAnswered(
  request: () => Promise<FetchResult>,
  signal: AbortSignal,
): Promise<FetchResult> {
  let result = await request();
  for (const pauseMs of pausesMs) {
    if (!isPassingFailure(result) || asksToWait(result, pauseMs)) break;
    await sleep(pauseMs, undefined, { signal });
    result = await request();
  }
  return result;
}

function asksToWait(result: FetchResult, pauseMs: number): boolean {
  return result.outcome !== 'fetched' && (result.retryAfterMs ?? 0) > pauseMs;
}
