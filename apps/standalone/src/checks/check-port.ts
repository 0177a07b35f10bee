import { createServer } from 'node:net';

import { StartProblem } from '../start-problem.js';

/** Finds out before anything is started whether the API will be able to listen. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartProblem(describe(error, host, port)));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function describe(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use: stop the program that uses it, or set PORT to another.`;
    case 'EACCES':
      return `PORT ${port} needs rights that this user does not have: set PORT to 1024 or higher.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} is not an address of this machine: set HOST to one, for instance 127.0.0.1.`;
    default:
      return `PORT ${port} cannot be used on HOST ${host}: ${error.message}.`;
  }
}
