/**
 * Lets in as many as there are threads; the others wait in order. They do not wait inside Piscina, which forgets them when it
 * stops a thread: nothing starts another until the next task is given.
 */
export class PoolQueue {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const goOn = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.delete(goOn);
        reject(signal.reason as Error);
      };
      this.waiting.add(goOn);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  leave(): void {
    const [next] = this.waiting;
    if (next === undefined) {
      this.free += 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
