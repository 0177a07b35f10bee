import { EnvError, safeText, stopOnSignal, tellCrash } from '@app/tenancy';
import { Logger } from '@nestjs/common';

import { API_CONFIG, type ApiConfig } from './api.config.js';
import { createApi } from './create-api.js';
import { stopApi } from './stop-api.js';

/** Starts the API and serves until SIGTERM or SIGINT; a start that fails says why in one sentence and exits with 1. */
export async function runApi(): Promise<void> {
  tellCrash('api');
  try {
    const app = await createApi();
    stopOnSignal((signal) => {
      new Logger('api').log(`${signal}: stopping`);
      return stopApi(app);
    });
    const { port, host } = app.get<ApiConfig>(API_CONFIG);
    await app.listen(port, host);
    app.flushLogs();
    new Logger('api').log(`Listening on ${await app.getUrl()}`);
  } catch (error) {
    process.stderr.write(`${safeText(reasonOf(error))}\n`);
    process.exit(1);
  }
}

type ListenError = Error & { code: string; address?: string; port?: number };

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The API failed for an unknown reason.';
  const { code, address, port } = error as ListenError;
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use: stop the process that uses it, or set PORT to another.`;
    case 'EACCES':
      return `PORT ${port} needs rights that this user does not have: set PORT to 1024 or higher.`;
    case 'EADDRNOTAVAIL':
      return `HOST ${address} is not an address of this machine: set HOST to one, for instance 127.0.0.1.`;
    default:
      return error instanceof EnvError
        ? error.message
        : `The API could not start: ${error.message}`;
  }
}
