import type { FetchOptions, FetchResponse, HeadersOptions, ParseAs } from 'openapi-fetch';

import type { paths } from './generated/api.js';

export type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';

/** The addresses that can be asked that way. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: object } ? P : never;
}[keyof paths];

/** What an operation takes: `params` for path and query, `body`, and what fetch takes. */
export type Input<M extends Method, P extends PathWith<M>> = FetchOptions<
  M extends keyof paths[P] ? paths[P][M] : never
>;

/** What it answers, when it does: JSON where the document has JSON, or what `parseAs` asks for. */
export type Output<M extends Method, P extends PathWith<M>, I = object> = Extract<
  FetchResponse<Responding<P, M>, I, 'application/json'>,
  { data: unknown }
>['data'];

type Responding<P extends keyof paths, M> = M extends keyof paths[P]
  ? // the type of openapi-fetch wants any object
    paths[P][M] & Record<string, unknown>
  : never;

export interface Answer<T> {
  data: T;
  response: Response;
}

/** One way of asking, as openapi-fetch has them, but that a refusal is thrown and `data` is always there. */
export type Ask<M extends Method> = <P extends PathWith<M>, I extends Input<M, P>>(
  path: P,
  ...input: object extends Input<M, P> ? [input?: I] : [input: I]
) => Promise<Answer<Output<M, P, I>>>;

/** Every operation of the API by its method and path, typed by the document. */
export interface Client {
  GET: Ask<'get'>;
  PUT: Ask<'put'>;
  POST: Ask<'post'>;
  PATCH: Ask<'patch'>;
  DELETE: Ask<'delete'>;
}

/** For a call whose types are the caller's business, as one that passes them on. */
export interface AnyInput {
  params?: { query?: Record<string, unknown>; path?: Record<string, unknown> };
  body?: unknown;
  headers?: HeadersOptions;
  parseAs?: ParseAs;
  [name: string]: unknown;
}
