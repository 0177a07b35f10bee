import { connect } from 'node:net';

import { StartProblem } from './start-problem.js';

export interface Services {
  DATABASE_URL?: string;
  DATABASE_OWNER_URL?: string;
  REDIS_URL?: string;
}

const usualPorts: Record<string, number> = {
  DATABASE_URL: 5432,
  DATABASE_OWNER_URL: 5432,
  REDIS_URL: 6379,
};
const ANSWER_WITHIN_MS = 5_000;

/** Finds out before anything is started whether something listens where the services should be. */
export async function checkServices(services: Services): Promise<void> {
  for (const [name, value] of Object.entries(services) as [string, string | undefined][]) {
    const { hostname, port } = new URL(value ?? 'none:');
    // without a host it is a unix socket, whose place is for the driver to find
    if (hostname === '') continue;
    const host = hostname.replace(/^\[|\]$/g, '');
    await checkListening(name, host, Number(port || usualPorts[name]));
  }
}

function checkListening(name: string, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = connect({ host, port, timeout: ANSWER_WITHIN_MS });
    const refuse = (reason: string) => {
      probe.destroy();
      const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
      reject(
        new StartProblem(
          `${name}: ${place} ${reason}; start the service there, or correct ${name}.`,
        ),
      );
    };
    probe.once('connect', () => {
      probe.destroy();
      resolve();
    });
    probe.once('timeout', () => refuse('does not answer'));
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      refuse(code === 'ECONNREFUSED' ? 'refuses connections' : `cannot be reached (${code})`),
    );
  });
}
