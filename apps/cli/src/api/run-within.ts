/**
 * Runs work until it is done, the time is up (`TimeoutError`) or the outer signal aborts, whichever is first. By hand,
 * because Node.js 20 collects what `AbortSignal.any` returns while it is still needed, and never aborts it then.
 */
export async function runWithin<T>(
  limitMs: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  const stop = () => inner.abort(outer.reason);
  const timer = setTimeout(
    () => inner.abort(new DOMException('The time is up', 'TimeoutError')),
    limitMs,
  );
  outer.addEventListener('abort', stop, { once: true });
  if (outer.aborted) stop();
  try {
    return await Promise.race([work(inner.signal), rejection(inner.signal)]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  }
}

const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
