import { orQueueAway } from './queue-away.js';

/** After it was away it is waited for only so long, for so long: an outage must not cost each request its whole wait. */
const shortlyMs = 100;
const impatientMs = 2_000;

/** Waits for what a queue answers as `orQueueAway` does, but hardly at all where it has just been seen not to. */
export class QueuePatience {
  private impatientUntil = 0;

  async orQueueAway<T>(answer: Promise<T>): Promise<T> {
    const isImpatient = Date.now() < this.impatientUntil;
    try {
      return await orQueueAway(answer, isImpatient ? shortlyMs : undefined);
    } catch (error) {
      this.impatientUntil = Date.now() + impatientMs;
      throw error;
    }
  }
}
