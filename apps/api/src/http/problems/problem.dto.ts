import { z } from 'zod';

const FieldError = z
  .object({
    in: z
      .enum(['body', 'path', 'query', 'header'])
      .optional()
      .describe('The part of the request the value stood in, where only one can be meant.')
      .meta({ example: 'body' }),
    field: z
      .string()
      .describe('Path of the value inside that part; empty for the part itself.')
      .meta({ example: 'max_pages' }),
    message: z
      .string()
      .describe('What was expected there.')
      .meta({ example: 'Must be at least 1' }),
  })
  .meta({ id: 'FieldError', description: 'One value of the request that was not accepted.' });

/** The one shape of every error answer (RFC 9457), with members of our own from `code` on. */
export const Problem = z
  .object({
    type: z
      .string()
      .describe('Identifies the kind of problem; the same for every occurrence of a code.')
      .meta({ example: 'urn:storehand:problem:input-invalid' }),
    title: z
      .string()
      .describe('The kind of problem in a few words.')
      .meta({ example: 'The request is not valid' }),
    status: z.int().describe('The HTTP status of the answer.').meta({ example: 422 }),
    detail: z
      .string()
      .describe('What went wrong this time and what to do next.')
      .meta({ example: 'The request is not valid: max_pages: Must be at least 1.' }),
    code: z
      .string()
      .describe('Stable name of the problem, for programs.')
      .meta({ example: 'INPUT_INVALID' }),
    correlation_id: z
      .string()
      .describe('Finds this request in the logs; quote it when you ask for help.')
      .meta({ example: '6f0f2f0e-4b3c-4e0b-9a1e-1f2d3c4b5a69' }),
    retry_after: z
      .int()
      .optional()
      .describe('Seconds after which trying again makes sense; absent when waiting does not help.')
      .meta({ example: 12 }),
    errors: z.array(FieldError).optional().describe('Every value that was not accepted.'),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Facts that belong to the code, for instance the id of what is in the way.')
      .meta({ example: { ingest_id: '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11' } }),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457 problem details).' });

export type ProblemDto = z.infer<typeof Problem>;
export type FieldErrorDto = z.infer<typeof FieldError>;
