import { currentLogFields, describeError, logStream } from '@app/tenancy';
import type { Params } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';

/**
 * One JSON line per event, with the store and correlation id of the request that is running. Requests are logged by
 * `logRequest`, which knows what may be written, so pino's own request logging stays off.
 */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    level,
    stream: logStream(),
    autoLogging: false,
    base: { app: 'api' },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    mixin: () => {
      const { correlationId, storeId, ingestId } = currentLogFields();
      return { correlation_id: correlationId, store_id: storeId, ingest_id: ingestId };
    },
    wrapSerializers: false,
  },
  forRoutes: [],
});
