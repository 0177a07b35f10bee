import path from 'node:path';

import { checkDatabase } from './checks/check-database.js';
import { checkPort } from './checks/check-port.js';
import { checkRedis } from './checks/check-redis.js';
import { openDataDirectory } from './checks/open-data-directory.js';
import { childCommands } from './children.js';
import { DataDirectoryLock } from './database/data-directory-lock.js';
import { readEnvironment, type StandaloneEnvironment } from './environment.js';
import { openDemoStore } from './first-start/demo-store.js';
import { keptSecret } from './first-start/kept-secret.js';
import { LocalApi } from './first-start/local-api.js';
import { welcome } from './first-start/welcome.js';
import { socketDirectory } from './socket-directory.js';
import { StartProblem } from './start-problem.js';
import { Supervisor } from './supervision/supervisor.js';

type Say = (line: string) => void;

/**
 * Everything on one machine with one command: the embedded database unless DATABASE_URL is set, then migrations, worker
 * and API, and on the first start a demo store. Safe to repeat: data, keys and the demo store are kept.
 */
export class Standalone {
  private readonly supervisor: Supervisor;
  private readonly cleanUps: (() => void)[] = [];

  private constructor(
    private readonly environment: StandaloneEnvironment,
    private readonly say: Say,
    onGivenUp: (problem: StartProblem) => void,
  ) {
    const logDirectory = path.join(environment.dataDirectory, 'logs');
    this.supervisor = new Supervisor({ logDirectory, say, onGivenUp });
  }

  /** Checks what can be checked before anything is started; throws `StartProblem`. */
  static async prepare(say: Say, onGivenUp: (problem: StartProblem) => void): Promise<Standalone> {
    const environment = readEnvironment();
    const { dataDirectory, databaseUrl, databaseOwnerUrl, redisUrl, host, port } = environment;
    openDataDirectory(dataDirectory);
    if (!databaseUrl) DataDirectoryLock.check(dataDirectory);
    if (databaseUrl && !environment.adminApiKey) {
      throw new StartProblem(
        'ADMIN_API_KEY is not set: with DATABASE_URL it must be, to any value of 32 characters or more.',
      );
    }
    await checkPort(host, port);
    if (databaseUrl) await checkDatabase({ databaseUrl, databaseOwnerUrl });
    if (redisUrl) await checkRedis(redisUrl);
    return new Standalone(environment, say, onGivenUp);
  }

  async start(): Promise<void> {
    const { dataDirectory, databaseUrl, databaseOwnerUrl, host, port } = this.environment;
    const socket = databaseUrl ? undefined : await this.startDatabase(dataDirectory);
    const adminKey = this.adminKey();
    const env = this.childEnvironment(adminKey, socket);
    if (!databaseUrl || databaseOwnerUrl) {
      this.say('Migrating the database …');
      await this.supervisor.runToEnd(childCommands.migrate(env));
    }
    this.say('Starting worker and API …');
    const api = new LocalApi(host, port, adminKey);
    const ready = api.untilReady();
    await Promise.all([
      this.supervisor.keep(childCommands.worker(env), () => ready),
      this.supervisor.keep(childCommands.api(env), () => ready),
    ]);
    await this.greet(api, adminKey);
  }

  async stop(): Promise<void> {
    await this.supervisor.stop();
    for (const cleanUp of this.cleanUps) cleanUp();
  }

  /** For a person who asks a second time: nothing is waited for but the database. */
  hurry(): void {
    this.supervisor.hurry();
  }

  private async startDatabase(dataDirectory: string): Promise<string> {
    this.say(`Starting the embedded database in ${dataDirectory} …`);
    const socket = socketDirectory(dataDirectory);
    this.cleanUps.push(() => socket.remove());
    await this.supervisor.keep(childCommands.database(dataDirectory, socket.path), (child) =>
      child.saysReady(),
    );
    return socket.path;
  }

  private adminKey(): string {
    const { adminApiKey, dataDirectory } = this.environment;
    return adminApiKey ?? keptSecret(dataDirectory, 'admin-key', 'sh_admin_');
  }

  private childEnvironment(adminKey: string, socket?: string): Record<string, string> {
    const { credentialsSecret, dataDirectory } = this.environment;
    if (!socket) return { ADMIN_API_KEY: adminKey };
    return {
      ADMIN_API_KEY: adminKey,
      STOREHAND_EMBEDDED_SOCKET: socket,
      STOREHAND_DATA_DIR: dataDirectory,
      // encrypted rows in the data directory need the same secret at the next start
      CREDENTIALS_SECRET: credentialsSecret ?? keptSecret(dataDirectory, 'credentials-secret', ''),
    };
  }

  private async greet(api: LocalApi, adminKey: string): Promise<void> {
    const { adminApiKey, dataDirectory, databaseUrl } = this.environment;
    const demo = await openDemoStore(api, dataDirectory);
    this.say(
      welcome({
        url: api.url,
        dataDirectory,
        isEmbedded: !databaseUrl,
        ...demo,
        adminKey: demo.storeKey && !adminApiKey ? adminKey : undefined,
        isKeyGiven: adminApiKey !== undefined,
      }),
    );
  }
}
