import { currentLogFields, describeError, logStream } from '@app/tenancy';
import type { Params } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';

/** One JSON line per event, with the store, the job and the correlation id of the request that caused it. */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    stream: logStream(),
    autoLogging: false,
    base: { app: 'worker' },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    // else it would be handed what pino-http made of the error
    wrapSerializers: false,
    mixin: () => {
      const { correlationId, storeId, ingestId, job } = currentLogFields();
      return { correlation_id: correlationId, store_id: storeId, ingest_id: ingestId, job };
    },
  },
  forRoutes: [],
});
