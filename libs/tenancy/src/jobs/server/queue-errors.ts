import { Logger } from '@nestjs/common';

import { describeError } from '../../logs/describe-error.js';
import { SeldomLog } from '../../logs/seldom-log.js';

/** All of a process are of one server, and fail together. */
const seldom = new SeldomLog();

/**
 * A listener for the `error` events of queues and workers: of all in a process at most one line in five seconds, with how
 * many were left out. Without a listener BullMQ would print each error with everything it holds.
 */
export function logQueueErrors(name: string): (error: Error) => void {
  const log = new Logger(`queue ${name}`);
  return (error) => {
    const leftOut = seldom.take('queue');
    if (leftOut === undefined) return;
    log.warn({ error: describeError(error), leftOut }, 'The queue’s server does not answer');
  };
}
