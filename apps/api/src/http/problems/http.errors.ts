import { AppError } from '@app/tenancy';

import type { FieldErrorDto } from './problem.dto.js';

export const inputInvalid = (errors: readonly FieldErrorDto[]) =>
  new AppError({
    kind: 'invalid',
    code: 'INPUT_INVALID',
    message: `The request is not valid: ${errors.slice(0, 3).map(sentence).join('; ')}.`,
    details: { errors },
  });

const sentence = ({ in: place, field, message }: FieldErrorDto) =>
  `${field || `the ${place ?? 'request'}`}: ${message}`;

/** `bucket` is `address`, `key` or a limit of the store by its name. */
export const tooManyRequests = ({ bucket, limit, seconds, retryAfterSeconds }: EmptyBucket) =>
  new AppError({
    kind: 'rate_limited',
    code: 'RATE_LIMITED',
    message: `The limit of "${bucket}" is reached, ${limit} in ${seconds} s; wait ${retryAfterSeconds} s.`,
    details: { bucket, limit, windowSeconds: seconds },
    retryAfterSeconds,
  });

interface EmptyBucket {
  bucket: string;
  limit: number;
  seconds: number;
  retryAfterSeconds: number;
}

export const shuttingDown = () =>
  new AppError({
    kind: 'unavailable',
    code: 'SHUTTING_DOWN',
    message: 'This server is being stopped; try again in a few seconds.',
    retryAfterSeconds: 5,
  });

/** Nobody reads this one: its caller closed the connection. It tells the log apart from a failure. */
export const clientGone = () =>
  new AppError({
    kind: 'conflict',
    code: 'CLIENT_GONE',
    message: 'The caller closed the connection.',
  });
