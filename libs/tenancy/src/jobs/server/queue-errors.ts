import { Logger } from '@nestjs/common';

import { describeError } from '../../logs/describe-error.js';

/** Enough to be seen, few enough that an outage does not fill the disk. */
const onceEveryMs = 5_000;

/**
 * A listener for the `error` events of queues and workers: logs at most one line in five seconds, with how many it left
 * out. Without a listener BullMQ would print each error with everything it holds.
 */
export function logQueueErrors(name: string): (error: Error) => void {
  const log = new Logger(`queue ${name}`);
  let nextAt = 0;
  let leftOut = 0;
  return (error) => {
    if (Date.now() < nextAt) {
      leftOut += 1;
      return;
    }
    log.warn({ error: describeError(error), leftOut }, 'The queue’s server does not answer');
    nextAt = Date.now() + onceEveryMs;
    leftOut = 0;
  };
}
