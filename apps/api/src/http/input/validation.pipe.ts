import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';

import { inputInvalid } from '../problems/http.errors.js';
import type { FieldErrorDto } from '../problems/problem.dto.js';
import { describeFault } from './describe-fault.js';

const places: Record<string, FieldErrorDto['in']> = { param: 'path', query: 'query' };

/** More than a person corrects in one go; a body of a million wrong values must not become an answer as large. */
const maxErrors = 20;

/** Checks every `@Body`, `@Query` and `@Param` that carries a schema, and names each value that does not fit. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    const result = schema.safeParse(value, { error: describeFault });
    if (result.success) return result.data;
    const place = places[type] ?? 'body';
    const prefix = data === undefined ? [] : [data];
    const faults = result.error.issues.slice(0, maxErrors).flatMap(faultsOf).slice(0, maxErrors);
    const errors = faults.map(({ path, message }) => ({
      in: place,
      field: [...prefix, ...path].map(String).join('.'),
      message,
    }));
    throw inputInvalid(onePerField(errors));
  }
}

/** A value wrong in two ways is still one value to correct. */
const onePerField = (errors: readonly FieldErrorDto[]) =>
  errors.filter(({ field }, i) => errors.findIndex((error) => error.field === field) === i);

type Fault = Pick<z.core.$ZodIssue, 'path' | 'message'>;

/** Each stray name is a fault of its own. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'There is no such field' }));
}
