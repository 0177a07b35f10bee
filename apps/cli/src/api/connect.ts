import { type Client, createClient, findFault } from '@app/client';
import { Agent, fetch as patientFetch, Request as PatientRequest } from 'undici';

import type { Server } from './server.js';
import { unreachable } from './wrong-server.js';

type Fetch = (request: Request) => Promise<Response>;

const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** Node's own gives up after five minutes; the types of both differ in names only. */
const atLength = {
  fetch: ((request: PatientRequest) => patientFetch(request, { dispatcher })) as unknown as Fetch,
  Request: PatientRequest as unknown as typeof Request,
};

/** A client of the API that tells apart where nothing answers, and holds each answer to the document. */
export function connect({ url, key }: Server, isLong = false): Client {
  const { fetch: send, Request: Sent } = isLong ? atLength : { fetch, Request };
  return createClient({
    url,
    key,
    Request: Sent,
    check: findFault,
    fetch: async (request) => {
      try {
        return await send(request);
      } catch (error) {
        if (request.signal.aborted) throw error;
        throw unreachable(url, error);
      }
    },
  });
}
