import { Logger } from '@nestjs/common';

import { SeldomLog } from '../../logs/seldom-log.js';

/**
 * A listener for the `error` events of queues and workers: logs at most one line in five seconds, with how many it left
 * out. Without a listener BullMQ would print each error with everything it holds.
 */
export function logQueueErrors(name: string): (error: Error) => void {
  const log = new Logger(`queue ${name}`);
  const seldom = new SeldomLog();
  return ({ message: reason }) => {
    const leftOut = seldom.take(name);
    if (leftOut !== undefined) log.warn({ reason, leftOut }, 'The queue’s server does not answer');
  };
}
