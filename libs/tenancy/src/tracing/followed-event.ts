/** What an event may say beside its names and numbers. */
export interface Traced {
  /** How long it took. */
  ms?: number;
  traceparent?: string;
}

export interface FollowOptions<T> {
  /** What its span is called: one of few names. Left out: as the event. */
  name?: (event: T) => string;
  /** It begins a trace where it is told of none; all else is traced only as part of something. */
  begins?: boolean;
  kind?: 'server' | 'consumer' | 'internal';
}
