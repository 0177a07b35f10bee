import assert from 'node:assert/strict';

import type { StoreScope } from '@app/tenancy';

import { timing } from '../bench/measure.js';
import { aStore } from '../support/rooms.js';
import { jainIndex, TurnTaking } from '../support/turns/turn-taking.js';
import { waitFor } from '../support/wait-for.js';

const jobMs = 100;
/** The bar: within five seconds or two job lengths, whichever is longer. */
const startsWithinMs = Math.max(5_000, 2 * jobMs);
const equalIndex = 0.95;
const modestStores = 20;
const equalStores = 10;
const jobsOfEach = 100;

/**
 * While so many jobs of one store wait, the only job of each of twenty others starts in time; then ten equal stores
 * advance alike, although each added all its jobs before the next. Argument: the jobs of the greedy store.
 */
export async function run([count = '10000']: string[]): Promise<void> {
  const turns = await TurnTaking.open(jobMs);
  try {
    await besideAGreedyOne(turns, Number(count));
    await amongEquals(turns);
  } finally {
    await turns.close();
  }
}

async function besideAGreedyOne(turns: TurnTaking, count: number): Promise<void> {
  await turns.pause();
  await turns.add(await aStore(turns.rooms), count);
  // the worker may have had two in hand when the queue was paused
  await waitFor(async () => (await turns.countWaiting()) >= count - 2, { timeoutMs: 60_000 });
  const waiting = await turns.countWaiting();
  await turns.resume();
  const waits: number[] = [];
  for (let n = 0; n < modestStores; n += 1) {
    const modest = await aStore(turns.rooms);
    const addedAt = performance.now();
    await turns.add(modest, 1);
    await waitFor(() => turns.begun.includes(modest.storeId), { everyMs: 5, timeoutMs: 600_000 });
    waits.push(performance.now() - addedAt);
  }
  const { p50, p95 } = timing(waits);
  const most = Math.max(...waits);
  say(`beside ${waiting} waiting jobs of ${jobMs} ms of one store, the only job of another starts`);
  say(`  after p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, at most ${most.toFixed(0)} ms`);
  assert.ok(most <= startsWithinMs, `one waited ${most.toFixed(0)} ms`);
}

/** Beside the jobs of the greedy store that are left. */
async function amongEquals(turns: TurnTaking): Promise<void> {
  const all = await Promise.all(Array.from({ length: equalStores }, () => aStore(turns.rooms)));
  await turns.pause();
  for (const scope of all) await turns.add(scope, jobsOfEach);
  const from = turns.begun.length;
  await turns.resume();
  const half = (equalStores * jobsOfEach) / 2;
  await waitFor(() => turns.begun.length >= from + half, { timeoutMs: 600_000 });
  const shares = all.map((scope) => shareOf(turns, scope, from));
  const index = jainIndex(shares);
  say(
    `${equalStores} equal stores: ${shares.join(', ')} jobs began, Jain's index ${index.toFixed(3)}`,
  );
  assert.ok(index >= equalIndex, `Jain's index is ${index.toFixed(3)}`);
}

const shareOf = (turns: TurnTaking, { storeId }: StoreScope, from: number): number =>
  turns.begun.slice(from).filter((id) => id === storeId).length;

const say = (line: string) => void process.stdout.write(`${line}\n`);
