import type { OpenAPIObject } from '@nestjs/swagger';

import { toOpenAiError, toRpcError } from '../problems/error-body.js';
import { exampleProblem } from './example-problem.js';
import { problemCatalogue, type ProblemCode } from './problem-catalogue.js';

/** Where a route leaves its codes for the document. */
export const problemsMark = 'x-problems';

export interface MarkedProblems {
  codes: readonly ProblemCode[];
  /** Whose errors it answers with, where they are no problem documents. */
  errorsOf?: 'openai' | 'mcp';
}

/** What is refused before a route sees it: of every method that may bring a body, and of every path with a parameter. */
const ofBodies: readonly ProblemCode[] = [
  'BODY_MALFORMED',
  'CONTENT_LENGTH_WRONG',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'CONTENT_ENCODING_UNSUPPORTED',
];
const ofParameters: readonly ProblemCode[] = ['URL_MALFORMED', 'URL_TOO_LONG'];

interface Operation {
  [problemsMark]?: MarkedProblems;
  responses: Record<string, object>;
}

/** Turns the codes that routes left into answers, each with a text and an example, beside those of the transport. */
export function addProblems(document: OpenAPIObject): OpenAPIObject {
  const items = Object.entries(document.paths) as [string, Record<string, Operation>][];
  for (const [path, methods] of items) {
    for (const [method, operation] of Object.entries(methods)) {
      const { [problemsMark]: marked = { codes: [] } } = operation;
      const codes = [...new Set([...marked.codes, ...ofTransport(method, path)])];
      Object.assign(operation.responses, answersOf(codes, marked.errorsOf));
      delete operation[problemsMark];
    }
  }
  return document;
}

const ofTransport = (method: string, path: string): ProblemCode[] => [
  ...(method === 'get' ? [] : ofBodies),
  ...(path.includes('{') ? ofParameters : []),
];

function answersOf(codes: readonly ProblemCode[], errorsOf: MarkedProblems['errorsOf']) {
  const statuses = [...new Set(codes.map(statusOf))];
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => statusOf(code) === status);
      return [status, problemAnswer(own, errorsOf)];
    }),
  );
}

const statusOf = (code: ProblemCode): number => problemCatalogue[code][0];

const problemAnswer = (
  codes: readonly ProblemCode[],
  errorsOf: MarkedProblems['errorsOf'],
): object => ({
  description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code][1]}`).join('\n\n'),
  content: errorsOf ? otherErrors(codes, errorsOf) : problems(codes),
});

const problems = (codes: readonly ProblemCode[]) => ({
  'application/problem+json': {
    schema: { $ref: '#/components/schemas/Problem' },
    examples: Object.fromEntries(
      codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
    ),
  },
});

function otherErrors(codes: readonly ProblemCode[], of: 'openai' | 'mcp') {
  const [schema, toError] =
    of === 'openai'
      ? (['OpenAiError', toOpenAiError] as const)
      : (['RpcError', toRpcError] as const);
  return {
    'application/json': {
      schema: { $ref: `#/components/schemas/${schema}` },
      examples: Object.fromEntries(
        codes.map((code) => [code, { value: toError(exampleProblem(code)) }]),
      ),
    },
  };
}
