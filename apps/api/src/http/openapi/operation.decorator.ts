import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';

import { toOpenAiError, toRpcError } from '../problems/error-body.js';
import { exampleProblem } from './example-problem.js';
import { problemCatalogue, type ProblemCode } from './problem-catalogue.js';

export interface OperationText {
  summary: string;
  description: string;
  /** The codes of this operation, beside those every operation can answer with. */
  fails?: readonly ProblemCode[];
  /** True where no key is needed. */
  isPublic?: boolean;
  /** Whose errors it answers with, where they are no problem documents. */
  errorsOf?: 'openai' | 'mcp';
}

const ofEvery: readonly ProblemCode[] = ['RATE_LIMITED', 'INTERNAL_ERROR'];
const ofKeyed: readonly ProblemCode[] = [
  'TENANCY_KEY_MISSING',
  'TENANCY_KEY_REFUSED',
  'TENANCY_STORE_INACTIVE',
  'TENANCY_KEY_KIND_REFUSED',
  'TENANCY_DATABASE_UNAVAILABLE',
];

/** The Swagger text of a route: what it does and every problem it can answer with, each with an example. */
export function Operation(text: OperationText) {
  const { summary, description, fails = [], isPublic, errorsOf } = text;
  const codes = [...new Set([...(isPublic ? [] : ofKeyed), ...fails, ...ofEvery])];
  const statuses = [...new Set(codes.map(statusOf))].sort();
  return applyDecorators(
    ApiOperation({ summary, description, ...(isPublic && { security: [] }) }),
    ...statuses.map((status) =>
      problemResponse(
        codes.filter((code) => statusOf(code) === status),
        errorsOf,
      ),
    ),
  );
}

const statusOf = (code: ProblemCode): number => problemCatalogue[code][0];

function problemResponse(
  codes: readonly ProblemCode[],
  errorsOf: OperationText['errorsOf'],
): MethodDecorator {
  const [first] = codes as [ProblemCode];
  return ApiResponse({
    status: statusOf(first),
    description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code][1]}`).join('\n\n'),
    content: errorsOf ? otherErrors(codes, errorsOf) : problems(codes),
  });
}

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
