import { AppError, currentLogFields } from '@app/tenancy';
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
      const { correlationId, storeId, ingestId, job } = currentLogFields();
      return { correlation_id: correlationId, store_id: storeId, ingest_id: ingestId, job };
    },
  },
  forRoutes: [],
});

const maxFrames = 12;

/** Errors of databases and models carry statements, parameters and texts, so only an `AppError` may speak for itself. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, code, stack } = error as Error & { code?: unknown };
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name,
    code: typeof code === 'string' ? code : undefined,
    message: error instanceof AppError ? error.message : undefined,
    at: frames?.slice(0, maxFrames).map((line) => line.trim()),
  };
}
