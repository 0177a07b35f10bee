import { Global, Module } from '@nestjs/common';

import { API_CONFIG, readApiConfig } from './api.config.js';

/** The configuration of the HTTP door, read once. */
@Global()
@Module({
  providers: [{ provide: API_CONFIG, useFactory: readApiConfig }],
  exports: [API_CONFIG],
})
export class ApiConfigModule {}
