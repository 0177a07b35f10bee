import { z } from 'zod';

import { Problem } from './problem.dto.js';

/** How doors that speak another protocol answer errors; `errorBody` makes them. */
export const OpenAiError = z
  .object({
    error: z
      .object({
        message: z
          .string()
          .describe('What went wrong this time and what to do next.')
          .meta({ example: 'There is no model "gpt-4o"; use "storehand".' }),
        type: z
          .string()
          .describe('Who is at fault, in the words of OpenAI.')
          .meta({ example: 'invalid_request_error' }),
        param: z
          .string()
          .nullable()
          .describe('The value that was not accepted, where it is one.')
          .meta({ example: 'model' }),
        code: z
          .string()
          .describe('Stable name of the problem, that of problem documents.')
          .meta({ example: 'MODEL_NOT_FOUND' }),
        correlation_id: z
          .string()
          .describe('Finds this request in the logs; quote it when you ask for help.')
          .meta({ example: '6f0f2f0e-4b3c-4e0b-9a1e-1f2d3c4b5a69' }),
      })
      .describe('The problem.'),
  })
  .meta({ id: 'OpenAiError', description: "Why a request was refused, in OpenAI's format." });

export const RpcError = z
  .object({
    jsonrpc: z.literal('2.0').describe('The version of JSON-RPC.').meta({ example: '2.0' }),
    id: z.null().describe('No call was read.').meta({ example: null }),
    error: z
      .object({
        code: z.int().describe("JSON-RPC's code.").meta({ example: -32000 }),
        message: z.string().describe('What to do next.').meta({ example: 'An API key is needed.' }),
        data: Problem.describe('The problem document.'),
      })
      .describe('The problem.'),
  })
  .meta({ id: 'RpcError', description: 'Why a request was refused before it became a call.' });
