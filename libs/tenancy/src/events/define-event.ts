import { channel } from 'node:diagnostics_channel';

/** Something that happened, for whoever counts in this process; holds names and numbers, never text of anybody. */
export interface HappeningEvent<T extends object> {
  publish(event: T): void;
  /** Called at once, where it was published; returns what ends it. */
  subscribe(listener: (event: T) => void): () => void;
}

/** Declares an event of `node:diagnostics_channel`, named `storehand.<thing>`. Without a listener it costs nothing. */
export function defineEvent<T extends object>(thing: string): HappeningEvent<T> {
  const events = channel(`storehand.${thing}`);
  return {
    publish: (event) => events.publish(event),
    subscribe(listener) {
      const onMessage = (message: unknown) => listener(message as T);
      events.subscribe(onMessage);
      return () => void events.unsubscribe(onMessage);
    },
  };
}
