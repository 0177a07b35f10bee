import { setTimeout as sleep } from 'node:timers/promises';

import {
  defineJob,
  defineQueue,
  OnJob,
  QueueModule,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { aStore, openRooms } from '../support/rooms.js';
import { ms, timing } from './measure.js';

const benchQueue = defineQueue({
  name: `bench-${crypto.randomUUID().slice(0, 8)}`,
  concurrency: 2,
  order: 'lanes',
  attempts: 1,
  backoffMs: 10,
  lockMs: 30_000,
  stalledIntervalMs: 15_000,
  keepCompleted: { ageSeconds: 60, count: 100 },
  keepFailedSeconds: 60,
});
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
  const rooms = await openRooms({
    imports: [QueueModule.register([benchQueue])],
    providers: [TimedProcessor],
  });
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
  await rooms.close();
}
