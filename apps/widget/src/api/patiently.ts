import { Refusal } from './refusal.js';

const most = 5;
const passing = new Set(['AGENT_CONVERSATION_BUSY', 'SHUTTING_DOWN', 'TENANCY_STORE_MOVING']);

/** A connection that failed, or a refusal that says it will pass in seconds. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof Refusal) ||
  ((error.status === 503 || passing.has(error.code)) && (error.retryAfterSeconds ?? 1) <= 10);

/**
 * Tries again what failed for want of a connection: at once when the browser is back online, else a few times, each
 * later than the one before. `onAway` is told as soon as it waits.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { signal, onAway }: { signal: AbortSignal; onAway: (isAway: boolean) => void },
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const result = await work();
      onAway(false);
      return result;
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error;
      if (navigator.onLine && tries >= most) throw error;
      onAway(!navigator.onLine);
      await pause(navigator.onLine ? 500 * 2 ** tries : 60_000, signal);
    }
  }
}

/** Some time, or until the browser is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end, { once: true });
  });
}
