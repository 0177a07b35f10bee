import { AppError, describeError, SeldomLog } from '@app/tenancy';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { limitHeaders } from '../limits/limit-headers.js';
import { errorBody } from './error-body.js';
import { methodNotAllowed, routeNotFound } from './http-problem.js';
import type { ProblemDto } from './problem.dto.js';
import { RouteTable } from './route-table.js';
import { toProblem } from './to-problem.js';

/** The only place that turns an error into an answer. What was not foreseen is logged and answered with its id alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);
  /** Whatever is away refuses every request, and each has a line of its own in the log. */
  private readonly seldom = new SeldomLog();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly routes: RouteTable,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const [request, reply] = host.getArgs<[FastifyRequest, FastifyReply]>();
    const error = isUnroutable(thrown) ? this.unroutable(request) : thrown;
    const problem = toProblem(error, request.id);
    this.log(problem, error);
    const { httpAdapter } = this.host;
    if (httpAdapter.isHeadersSent(reply)) {
      httpAdapter.end(reply);
      return;
    }
    const { type, body } = errorBody(problem, (request.raw ?? request).url);
    for (const [name, value] of Object.entries({ ...headersOf(problem), 'Content-Type': type })) {
      httpAdapter.setHeader(reply, name, value);
    }
    httpAdapter.reply(reply, JSON.stringify(body), problem.status);
  }

  private unroutable(request: FastifyRequest) {
    const { method = 'GET', url = '/' } = request.raw ?? request;
    const allowed = this.routes.methodsAt(url);
    const isWrongMethod = allowed.length > 0 && !allowed.includes(method);
    return isWrongMethod ? methodNotAllowed(method, allowed) : routeNotFound();
  }

  private log({ code, status, correlation_id }: ProblemDto, error: unknown): void {
    const fields = { code, status, correlation_id, error: describeError(error) };
    if (status === 500) this.logger.error(fields, 'unforeseen error');
    if (status !== 503) return;
    const leftOut = this.seldom.take(code);
    if (leftOut !== undefined) this.logger.warn({ ...fields, left_out: leftOut }, 'not available');
  }
}

/**
 * Our code throws `AppError`, so a 404 of Nest's own can only be a path that no route serves, and a 403 one that the files
 * of Swagger UI refuse.
 */
const isUnroutable = (thrown: unknown) =>
  !(thrown instanceof AppError) &&
  thrown instanceof HttpException &&
  [403, 404].includes(thrown.getStatus());

function headersOf({ code, status, retry_after, details }: ProblemDto): Record<string, string> {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  if (status === 405) headers['Allow'] = (details?.['allowed'] as string[]).join(', ');
  if (code === 'RATE_LIMITED') Object.assign(headers, headersOfEmpty(details, retry_after));
  if (retry_after !== undefined) headers['Retry-After'] = String(retry_after);
  return headers;
}

/** The bucket that refused, not the last one that let through. */
function headersOfEmpty(details: ProblemDto['details'], resetSeconds = 1): Record<string, string> {
  const empty = details as { bucket: string; limit: number; window_seconds: number };
  const bucket = { name: empty.bucket, limit: empty.limit, seconds: empty.window_seconds };
  return limitHeaders(bucket, { remaining: 0, resetSeconds });
}
