import { parentPort, workerData } from 'node:worker_threads';

import { SlowClient, slownesses, type SlowTarget } from './slow-client.js';

export interface SlowCount {
  /** How many there are at a time. */
  clients: number;
  /** How often the server had enough of one. */
  cutOff: number;
  /** How often it said why. */
  told: number;
}

const everyMs = 1_000;

/** So many slow clients of all kinds in a thread of their own, beside what is measured; one that is cut off comes again. */
const { target, clients } = workerData as { target: SlowTarget; clients: number };
const count: SlowCount = { clients, cutOff: 0, told: 0 };
const open = new Set<SlowClient>();

function come(n: number): void {
  const slowness = slownesses[n % slownesses.length] ?? 'silent';
  const client = new SlowClient(target, slowness);
  open.add(client);
  void client.closed.then(({ said }) => {
    open.delete(client);
    count.cutOff += 1;
    if (/^HTTP\/1.1 408 /.test(said)) count.told += 1;
    setTimeout(() => come(n), everyMs);
  });
}

for (let n = 0; n < clients; n += 1) come(n);
setInterval(() => open.forEach((client) => client.goOn()), everyMs);
parentPort?.on('message', () => parentPort?.postMessage(count));
