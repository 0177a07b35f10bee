import { setTimeout as sleep } from 'node:timers/promises';

import { TestEnvironment } from 'jest-environment-node';

/** Servers, connections to the embedded database, child processes. Keep-alive sockets of HTTP clients are no leak. */
const watched = ['TCPServerWrap', 'PipeWrap', 'ProcessWrap'];

/** Closing is asynchronous in places; what is not gone after this was forgotten. */
const PATIENCE_MS = 2_000;

/** Jest's Node environment, except that a test file fails when it leaves one of these behind. */
export default class LeakWatch extends TestEnvironment {
  async setup() {
    await super.setup();
    this.before = countOpen();
  }

  async handleTestEvent({ name }) {
    if (name !== 'run_finish') return;
    const leaks = await this.waitForLeaks();
    if (leaks.length > 0) {
      throw new Error(`This file left open: ${leaks.join(', ')}. Close them in afterAll.`);
    }
  }

  async waitForLeaks() {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const now = countOpen();
      const leaks = watched.filter((kind) => now[kind] > this.before[kind]);
      if (leaks.length === 0 || Date.now() > deadline) return leaks;
      await sleep(50);
    }
  }
}

function countOpen() {
  const open = process.getActiveResourcesInfo();
  return Object.fromEntries(
    watched.map((kind) => [kind, open.filter((resource) => resource === kind).length]),
  );
}
