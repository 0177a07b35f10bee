import type { ProblemDto } from './problem.dto.js';

interface ErrorBody {
  type: string;
  body: object;
}

/** Doors that speak another protocol answer errors in its shape; everywhere else they are problem documents. */
export function errorBody(problem: ProblemDto, url = '/'): ErrorBody {
  if (/^\/v1\//.test(url)) return { type: json, body: toOpenAiError(problem) };
  if (/^\/mcp(\/|\?|$)/.test(url)) return { type: json, body: toRpcError(problem) };
  return { type: 'application/problem+json; charset=utf-8', body: problem };
}

const json = 'application/json; charset=utf-8';

/** OpenAI's names for who is at fault. */
const typesOfStatus: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
};

/** A problem as OpenAI's clients read errors. */
export const toOpenAiError = ({ status, detail, code, errors, correlation_id }: ProblemDto) => ({
  error: {
    message: detail,
    type: typesOfStatus[status] ?? (status >= 500 ? 'server_error' : 'invalid_request_error'),
    param: errors?.[0]?.field ?? null,
    code,
    correlation_id,
  },
});

/** Codes of the JSON-RPC 2.0 specification, section 5.1; any other refusal has the first of the server's own. */
const rpcCodes: Readonly<Record<string, number>> = {
  BODY_MALFORMED: -32700,
  BATCH_REFUSED: -32600,
  MESSAGE_REFUSED: -32600,
  INTERNAL_ERROR: -32603,
};

/** A problem of a request that never became a call, as MCP's clients read it. */
export const toRpcError = (problem: ProblemDto) => ({
  jsonrpc: '2.0',
  id: null,
  error: { code: rpcCodes[problem.code] ?? -32000, message: problem.detail, data: problem },
});
