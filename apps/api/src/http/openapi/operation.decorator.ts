import { type Need, Needs } from '@app/tenancy';
import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';

import { toOpenAiError, toRpcError } from '../problems/error-body.js';
import { exampleProblem } from './example-problem.js';
import { problemCatalogue, type ProblemCode } from './problem-catalogue.js';

export type OperationText = OperationWords &
  (
    | {
        /** Scopes of a key, all of them, or `admin`; the document names them as roles. */
        needs: Need;
        isPublic?: false;
      }
    | {
        needs?: never;
        /** Where no key is needed. */
        isPublic: true;
      }
  );

interface OperationWords {
  summary: string;
  description: string;
  /** The codes of this operation, beside those every operation can answer with. */
  fails?: readonly ProblemCode[];
  /** Whose errors it answers with, where they are no problem documents. */
  errorsOf?: 'openai' | 'mcp';
}

const ofEvery: readonly ProblemCode[] = ['RATE_LIMITED', 'INTERNAL_ERROR'];
const ofKeyed: readonly ProblemCode[] = [
  'TENANCY_KEY_MISSING',
  'TENANCY_KEY_REFUSED',
  'TENANCY_STORE_INACTIVE',
  'TENANCY_KEY_KIND_REFUSED',
  'TENANCY_KEY_SCOPE_REFUSED',
  'TENANCY_ORIGIN_REFUSED',
  'TENANCY_DATABASE_UNAVAILABLE',
];

/**
 * Who may call a route, and its Swagger text: what it does and every problem it can answer with, each with an example.
 */
export function Operation(text: OperationText) {
  const { summary, description, fails = [], needs, errorsOf } = text;
  const codes = [...new Set([...(needs ? ofKeyed : []), ...fails, ...ofEvery])];
  const statuses = [...new Set(codes.map(statusOf))].sort();
  return applyDecorators(
    ...(needs ? [Needs(needs)] : []),
    ApiOperation({ summary, description, security: needs ? [{ key: [needs].flat() }] : [] }),
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
