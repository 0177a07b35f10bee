import { lineOptions, logStream } from '@app/tenancy';
import type { Params } from 'nestjs-pino';

/** Requests are logged by `logRequest`, which knows what may be written, so pino's own request logging stays off. */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    ...lineOptions('api', level),
    stream: logStream(),
    autoLogging: false,
    wrapSerializers: false,
  },
  forRoutes: [],
});
