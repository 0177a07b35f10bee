import { currentLogFields, describeError, traceIdOf } from '@app/tenancy';
import type { Params } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';

/** One JSON line per event, with the store, the job and the correlation id of the request that caused it. */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    autoLogging: false,
    base: { app: 'worker' },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    // else it would be handed what pino-http made of the error
    wrapSerializers: false,
    mixin: () => {
      const fields = currentLogFields();
      const { correlationId: correlation_id, storeId: store_id, ingestId: ingest_id, job } = fields;
      return { correlation_id, store_id, ingest_id, job, trace_id: traceIdOf(fields) };
    },
  },
  forRoutes: [],
});
