import { inTime } from '../../errors/in-time.js';
import { queueAway } from '../../tenancy.errors.js';

/** A caller who waits for the queue is told within a second that it is away; Redis' own client would wait for ever. */
const answerWithinMs = 600;

/** What the queue answers, or `TENANCY_QUEUE_UNAVAILABLE` where it takes too long. What was asked may still be done later. */
export const orQueueAway = <T>(answer: Promise<T>, withinMs = answerWithinMs): Promise<T> =>
  inTime(answer, withinMs, queueAway);
