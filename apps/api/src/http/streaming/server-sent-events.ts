/** One typed event of a stream; `data` is sent as JSON. */
export interface StreamEvent {
  /** Its number, after which a caller may go on; left out where there is nothing to go on after. */
  id?: number;
  event: string;
  data: unknown;
}

export interface StreamOptions {
  /** Ends the stream early; `onFailure` says what the last event is. */
  signal: AbortSignal;
  /** Comment lines this often keep proxies from closing a quiet stream. */
  heartbeatMs: number;
  /** The last event of a stream that failed or was ended early. */
  onFailure: (reason: unknown) => StreamEvent;
  /** How an event is written; left out, with its name and, where it has one, its number. */
  write?: (event: StreamEvent) => string;
}

const heartbeat = ': still here\n\n';

/**
 * Writes events in the format of server-sent events (WHATWG HTML, section 9.2), with heartbeats while nothing
 * happens. Never throws: once bytes are out, a failure can only be an event.
 */
export async function* serverSentEvents(
  events: AsyncIterator<StreamEvent, unknown>,
  { signal, heartbeatMs, onFailure, write = named }: StreamOptions,
): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = unlessAborted(events.next(), signal);
      while (!(await settlesWithin(next, heartbeatMs))) yield heartbeat;
      const result = await next;
      if (result.done) return;
      yield write(result.value);
    }
  } catch (error) {
    yield write(onFailure(signal.aborted ? signal.reason : error));
  } finally {
    void Promise.resolve(events.return?.()).catch(() => undefined);
  }
}

const named = ({ id, event, data }: StreamEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** An iterator that does not look at its signal must not hold the stream. */
function unlessAborted<T>(next: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    const settle = () => signal.removeEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    next.then(resolve, reject).finally(settle);
  });
}

function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const settle = () => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settle, settle);
  });
}
