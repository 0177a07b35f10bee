import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** Status, documentation and output filter of a route in one: what the schema does not declare is not sent. */
export const Returns = (status: number, schema: z.ZodType, description: string) =>
  applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    ApiResponse({ status, description, standardSchema: schema }),
  );

/** For routes that answer 204. */
export const ReturnsNothing = (description: string) =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description }));
