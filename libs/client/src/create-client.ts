import createFetchClient, { mergeHeaders } from 'openapi-fetch';

import type { AnyInput, Client, Method } from './client.js';
import type { WhenMissing } from './find-fault.js';
import { ForeignAnswer } from './foreign-answer.js';
import { readAnswer, refusalIn } from './read-answer.js';
import { toBody } from './to-body.js';

export interface ClientOptions {
  /** The server, without /api/v1. */
  url: string;
  key: string;
  /** Another fetch, for instance one with time limits; and the `Request` that it takes, where that is not the global one. */
  fetch?: (request: Request) => Promise<Response>;
  Request?: typeof Request;
  /** Looks whether a JSON answer is one of the API's: `findFault`, where any server may be at the address. */
  check?: (operation: string, answer: unknown, whenMissing: WhenMissing) => string | undefined;
}

type Send = (method: Method, path: string, input: AnyInput) => Promise<{ response: Response }>;

/**
 * A client of the API for Node.js and browsers. Throws `Refused` for a refusal, `ForeignAnswer` for what the API would not
 * answer, and what fetch throws where nothing answers. Follows no redirect: the key is for this address.
 */
export function createClient(options: ClientOptions): Client {
  const { url, key, Request: CustomRequest, check } = options;
  const fetchClient = createFetchClient({
    baseUrl: url,
    redirect: 'manual',
    Request: CustomRequest,
    fetch: async (request) => {
      const response = await (options.fetch ?? fetch)(request);
      if (!response.ok) throw await refusalIn(response);
      return response;
    },
    headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
    bodySerializer: toBody,
  });
  const request = fetchClient.request as unknown as Send;

  const ask =
    (method: Method) =>
    async (path: string, input: AnyInput = {}) => {
      const type = input.body instanceof Blob ? { 'content-type': input.body.type } : undefined;
      const headers = mergeHeaders(type, input.headers);
      const asked = { ...input, headers, parseAs: 'stream' } as const;
      const { response } = await request(method, path, asked);
      const data = await readAnswer(response, input.parseAs);
      const isJson = (input.parseAs ?? 'json') === 'json';
      const operation = `${method.toUpperCase()} ${path}`;
      const foreign = (fault: string) => new ForeignAnswer(response, fault);
      const fault = isJson ? check?.(operation, data, foreign) : undefined;
      if (fault !== undefined) throw foreign(fault);
      return { data, response };
    };
  // typed by the document, which a value cannot be
  return {
    GET: ask('get'),
    PUT: ask('put'),
    POST: ask('post'),
    PATCH: ask('patch'),
    DELETE: ask('delete'),
  } as unknown as Client;
}
