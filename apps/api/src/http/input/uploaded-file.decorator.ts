import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { readUpload } from './read-upload.js';

/** The file of a multipart request, read whole. It is read after the guards have run: nobody sends files without a key. */
export const UploadedFile = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  readUpload(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Opens a route for files; every other refuses them before a byte is read. */
export const TakesFile = (description: string) =>
  applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary', description, example: 'care.pdf' },
        },
      },
    }),
  );
