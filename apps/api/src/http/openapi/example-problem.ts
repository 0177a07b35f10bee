import type { ProblemDto } from '../problems/problem.dto.js';
import { titleOf, typeOf } from '../problems/to-problem.js';
import { problemCatalogue, type ProblemCode } from './problem-catalogue.js';

/** A problem of a code, for documentation. */
export function exampleProblem(code: ProblemCode): ProblemDto {
  const [status, when] = problemCatalogue[code];
  return {
    type: typeOf(code),
    title: titleOf(status),
    status,
    detail: when.replaceAll('`', '"'),
    code,
    correlation_id: '6f0f2f0e-4b3c-4e0b-9a1e-1f2d3c4b5a69',
    ...(status === 429 && { retry_after: 12 }),
  };
}
