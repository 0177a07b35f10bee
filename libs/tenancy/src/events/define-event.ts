import type { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';

/** Something that happened, for whoever counts in this process; holds names and numbers, never text of anybody. */
export interface HappeningEvent<T extends object> {
  /** Its name without `storehand.`. */
  readonly thing: string;
  publish(event: T): void;
  /** Does a part of what is published once it has ended: what else happens in there is part of it. */
  within<R>(event: T, part: () => R): R;
  /** Called at once, where it was published; returns what ends it. */
  subscribe(listener: (event: T) => void): () => void;
  /** `enter` gives what the storage holds within each part; it must not throw. Returns what ends it. */
  bind<S>(storage: AsyncLocalStorage<S>, enter: (event: T) => S): () => void;
}

/** Declares an event of `node:diagnostics_channel`, named `storehand.<thing>`. Without a listener it costs nothing. */
export function defineEvent<T extends object>(thing: string): HappeningEvent<T> {
  const events = channel(`storehand.${thing}`);
  const parts = channel(`storehand.${thing}.part`);
  return {
    thing,
    publish: (event) => events.publish(event),
    within: (event, part) => parts.runStores(event, part),
    subscribe(listener) {
      const onMessage = (message: unknown) => listener(message as T);
      events.subscribe(onMessage);
      return () => void events.unsubscribe(onMessage);
    },
    bind(storage, enter) {
      parts.bindStore(storage, (event: unknown) => enter(event as T));
      return () => void parts.unbindStore(storage);
    },
  };
}
