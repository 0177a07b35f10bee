import type { Client, Input, Method, Output, PathWith } from '@app/client';

/** One way of asking, typed by the document; what comes back is the answer itself. */
export type Call<M extends Method> = <P extends PathWith<M>, I extends Input<M, P>>(
  path: P,
  ...input: object extends Input<M, P> ? [input?: I] : [input: I]
) => Promise<Output<M, P, I>>;

/** The same for a list: all its items, however many slices they come in. */
export type ListCall = <P extends PathWith<'get'>, I extends Input<'get', P>>(
  path: P,
  ...input: object extends Input<'get', P> ? [input?: I] : [input: I]
) => Promise<ItemOf<Output<'get', P>>[]>;

type ItemOf<T> = T extends { items: (infer Item)[] } ? Item : never;

/** A call whose types were looked at where it was made. */
export interface CheckedCall {
  verb: keyof Client;
  path: string;
  input?: { params?: { query?: Record<string, unknown> }; body?: unknown };
  /** The server may say nothing for as long as it works. */
  isLong?: boolean;
}
