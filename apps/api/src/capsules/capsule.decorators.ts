import type { Readable } from 'node:stream';

import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { encodingUnsupported, HttpProblem } from '../http/problems/http-problem.js';

export const capsuleType = 'application/gzip';

const schema = { type: 'string', format: 'binary', example: '(the bytes of a capsule)' };

/** The body as it comes, unread; it is read after the guards have run. */
export const CapsuleBody = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (headers['content-encoding'] !== undefined) throw encodingUnsupported();
  if (!headers['content-type']?.startsWith(capsuleType) || !body) throw notCapsule();
  return body as Readable;
});

/** Opens a route for a capsule; every other refuses it before a byte is read. */
export const TakesCapsule = () =>
  applyDecorators(
    RouteConfig({ takesFile: true, takesCapsule: true }),
    ApiConsumes(capsuleType),
    ApiBody({ schema, required: true }),
  );

export const GivesCapsule = (description: string) =>
  applyDecorators(
    ApiProduces(capsuleType),
    ApiResponse({
      status: 200,
      description,
      content: { [capsuleType]: { schema, example: schema.example } },
    }),
  );

const notCapsule = () =>
  new HttpProblem({
    title: 'Unsupported media type',
    status: 415,
    detail: `A capsule is the body itself: send the file with the header "Content-Type: ${capsuleType}".`,
    code: 'MEDIA_TYPE_UNSUPPORTED',
  });
