import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';

import { inputInvalid } from '../problems/http.errors.js';
import type { FieldErrorDto } from '../problems/problem.dto.js';
import { describeFault } from './describe-fault.js';

const places: Record<string, FieldErrorDto['in']> = { param: 'path', query: 'query' };

/** More than a person corrects in one go; a body of a million wrong values must not become an answer as large. */
const maxErrors = 20;

/** Read by `StoreGuard`, wherever it stands. */
const storeName = 'store_id';

/** Checks every `@Body`, `@Query` and `@Param` that carries a schema, and names each value that does not fit. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    const result = schema.safeParse(value, { error: describeFault });
    const strays = type === 'query' ? strayNames(schema, value) : [];
    if (result.success && strays.length === 0) return result.data;
    const place = places[type] ?? 'body';
    const prefix = data === undefined ? [] : [data];
    const issues = result.error?.issues.slice(0, maxErrors) ?? [];
    const faults = [...issues.flatMap(faultsOf), ...strays].slice(0, maxErrors);
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

/** What a query asks for and no operation reads: a filter that filters nothing would tell a wrong list. */
function strayNames(schema: z.ZodType, value: unknown): Fault[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const known = [...Object.keys(schema.shape), storeName];
  return Object.keys(value as object)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: [name],
      message: `There is no such parameter; there are ${known.join(', ')}`,
    }));
}

/** Each stray name is a fault of its own. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: 'There is no such field' }));
}
