import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that Linux gives to connections and to who asks for any, so that none takes it before it is listened on. */
const from = 20_000;
const to = 32_000;

/** A port of loopback for a process that has to be told one. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(from, to);
    const probe = createServer();
    const isFree = new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!(await isFree)) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
