import { type Need, Needs } from '@app/tenancy';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOperation } from '@nestjs/swagger';

import { type MarkedProblems, problemsMark } from './add-problems.js';
import type { ProblemCode } from './problem-catalogue.js';

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
  errorsOf?: MarkedProblems['errorsOf'];
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
  'TENANCY_STORE_MOVING',
  // any request may name a store, and then of one that its key may see
  'TENANCY_STORE_NOT_FOUND',
  'TENANCY_STORE_ID_MALFORMED',
];

/**
 * Who may call a route, and its Swagger text: what it does and every problem it can answer with, each with an example.
 */
export function Operation(text: OperationText) {
  const { summary, description, fails = [], needs, errorsOf } = text;
  const codes = [...new Set([...(needs ? ofKeyed : []), ...fails, ...ofEvery])];
  const marked: MarkedProblems = { codes, errorsOf };
  return applyDecorators(
    ...(needs ? [Needs(needs)] : []),
    ApiOperation({ summary, description, security: needs ? [{ key: [needs].flat() }] : [] }),
    ApiExtension(problemsMark, marked),
  );
}
