import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { inputInvalid } from '../problems/http.errors.js';

const shape = /^[\x21-\x7e]{1,200}$/;

/** The `Idempotency-Key` header, if it was sent: repeating a request with the same key joins the first one's result. */
export const IdempotencyKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | undefined =>
    idempotencyKey(context.switchToHttp().getRequest<FastifyRequest>()),
);

export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header === 'string' && shape.test(header)) return header;
  throw inputInvalid([
    {
      in: 'header',
      field: 'Idempotency-Key',
      message: 'Must be 1 to 200 visible ASCII characters',
    },
  ]);
}

/** Documents it. */
export const IdempotencyKeyHeader = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'A value of your own; repeating a request with it joins what the first one started.',
    schema: { type: 'string', maxLength: 200, example: 'nightly-2026-01-05' },
  });
