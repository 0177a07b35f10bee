import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { inputInvalid } from '../problems/http.errors.js';

const shape = /^\d{1,9}$/;

/** The `Last-Event-ID` header (WHATWG HTML, section 9.2.4): the number of the last event the caller saw, else 0. */
export function lastEventId({ headers }: FastifyRequest): number {
  const header = headers['last-event-id'];
  if (header === undefined || header === '') return 0;
  if (typeof header === 'string' && shape.test(header)) return Number(header);
  throw inputInvalid([
    { in: 'header', field: 'Last-Event-ID', message: 'Must be the number of an event' },
  ]);
}

/** Documents it. */
export const LastEventIdHeader = () =>
  ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event you saw; the stream goes on after it.',
    schema: { type: 'string', maxLength: 9, example: '3' },
  });
