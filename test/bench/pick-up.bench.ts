import { setTimeout as sleep } from 'node:timers/promises';

import {
  defineJob,
  OnJob,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { aStore } from '../support/rooms.js';
import { openQueues, ownQueue } from '../support/turns/own-queue.js';
import { ms, timing } from './measure.js';

const benchQueue = ownQueue('bench', { order: 'lanes' });
const timedJob = defineJob({
  name: 'timed',
  queue: benchQueue,
  data: z.object({ number: z.int() }),
  dedupe: ({ number }) => String(number),
});

let pickedUp: (at: number) => void = () => undefined;

@Injectable()
@StoreProcessor(benchQueue)
class TimedProcessor extends StoreJobRunner {
  @OnJob(timedJob)
  async timed(_scope: StoreScope): Promise<void> {
    pickedUp(performance.now());
  }
}

/** From the call that adds a job to an idle queue until its work begins, envelope and store's scope checked. */
export async function run([count = '200']: string[]): Promise<void> {
  const { rooms, close } = await openQueues([benchQueue], [TimedProcessor]);
  const store = await aStore(rooms);
  const samples: number[] = [];
  for (let number = 0; number < Number(count); number++) {
    const start = performance.now();
    const begun = new Promise<number>((resolve) => (pickedUp = resolve));
    await rooms.get(StoreQueue).add(store, timedJob, { number });
    samples.push((await begun) - start);
    // apart, so that the worker has gone idle and has to be woken, as in a quiet deployment
    await sleep(50);
  }
  const { p50, p95, p99 } = timing(samples);
  process.stdout.write(`job pick-up: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}\n`);
  await close();
}
