import { lineOptions, logStream } from '@app/tenancy';
import type { Params } from 'nestjs-pino';

/** As the API's. Serializers are not wrapped: ours would be handed what pino-http made of the error. */
export const logOptions = (level: string): Params => ({
  pinoHttp: {
    ...lineOptions('worker', level),
    stream: logStream(),
    autoLogging: false,
    wrapSerializers: false,
  },
  forRoutes: [],
});
