import { type LoggerOptions, stdTimeFunctions } from 'pino';

import { describeError } from './describe-error.js';
import { currentLogFields, traceIdOf } from './log-fields.js';
import { safeLine } from './safe-line.js';

/**
 * How a process writes its log: one JSON line per event, with whose request or job caused it. Nothing reaches the log but
 * through `safeLine`.
 */
export const lineOptions = (app: string, level: string): LoggerOptions => ({
  level,
  base: { app },
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: describeError },
  hooks: { streamWrite: safeLine },
  mixin: () => {
    const fields = currentLogFields();
    const { correlationId: correlation_id, storeId: store_id, ingestId: ingest_id, job } = fields;
    return { correlation_id, store_id, ingest_id, job, trace_id: traceIdOf(fields) };
  },
});
