import type { ProblemDto } from './problem.dto.js';

export type ProblemParts = Omit<ProblemDto, 'type' | 'correlation_id'>;

/** A refusal that only HTTP knows (400, 405 …), for which the rooms have no kind of error. */
export class HttpProblem extends Error {
  constructor(readonly parts: ProblemParts) {
    super(parts.detail);
    this.name = 'HttpProblem';
  }
}

/** A body that is not JSON is a broken request (400), not a wrong value in a good one (422). */
export const malformedBody = (reason: string) =>
  new HttpProblem({
    title: 'Bad request',
    status: 400,
    detail: `The body is not readable as JSON: ${reason}.`,
    code: 'BODY_MALFORMED',
  });

export const encodingUnsupported = () =>
  new HttpProblem({
    title: 'Unsupported content encoding',
    status: 415,
    detail: 'Bodies are read uncompressed only; leave out the header "Content-Encoding".',
    code: 'CONTENT_ENCODING_UNSUPPORTED',
  });

export const routeNotFound = () =>
  new HttpProblem({
    title: 'There is nothing here',
    status: 404,
    detail: 'There is no such path; the operations are listed at /docs.',
    code: 'ROUTE_NOT_FOUND',
  });

export const modelNotFound = (model: string) =>
  new HttpProblem({
    title: 'There is no such model',
    status: 404,
    detail: `There is no model ${JSON.stringify(model.slice(0, 100))}; use "storehand".`,
    code: 'MODEL_NOT_FOUND',
  });

export const messageRefused = (reason: string) =>
  new HttpProblem({
    title: 'Bad request',
    status: 400,
    detail: `This is no message that is spoken here: ${reason}; send one of JSON-RPC 2.0.`,
    code: 'MESSAGE_REFUSED',
  });

export const batchRefused = () =>
  new HttpProblem({
    title: 'Bad request',
    status: 400,
    detail: 'One JSON-RPC message is taken for each request; send a list as single messages.',
    code: 'BATCH_REFUSED',
  });

export const methodNotAllowed = (method: string, allowed: readonly string[]) =>
  new HttpProblem({
    title: 'Method not allowed',
    status: 405,
    detail: `${method} is not possible here; use ${allowed.join(' or ')}.`,
    code: 'METHOD_NOT_ALLOWED',
    details: { allowed },
  });
