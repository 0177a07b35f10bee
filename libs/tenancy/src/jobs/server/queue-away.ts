import { queueAway } from '../../tenancy.errors.js';

/** A caller who waits for the queue is told within a second that it is away; Redis' own client would wait for ever. */
const answerWithinMs = 600;

/** What the queue answers, or `TENANCY_QUEUE_UNAVAILABLE` where it takes too long. What was asked may still be done later. */
export async function orQueueAway<T>(answer: Promise<T>, withinMs = answerWithinMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(queueAway()), withinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
