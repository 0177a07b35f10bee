import { currentLogFields, describeError, traceIdOf } from '@app/tenancy';
import type { Params } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';

/**
 * One JSON line per event, with the store and correlation id of the request that is running. Requests are logged by
 * `logRequest`, which knows what may be written, so pino's own request logging stays off.
 */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    autoLogging: false,
    base: { app: 'api' },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    mixin: () => {
      const fields = currentLogFields();
      const { correlationId: correlation_id, storeId: store_id, ingestId: ingest_id } = fields;
      return { correlation_id, store_id, ingest_id, trace_id: traceIdOf(fields) };
    },
    wrapSerializers: false,
  },
  forRoutes: [],
});
