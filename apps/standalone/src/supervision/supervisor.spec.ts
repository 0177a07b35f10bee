import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { waitFor } from '../../../../test/support/wait-for.js';
import type { StartProblem } from '../start-problem.js';
import type { Child, ChildCommand } from './child.js';
import { Supervisor } from './supervisor.js';

const child = (name: string, code: string, more: Partial<ChildCommand> = {}): ChildCommand => ({
  name,
  args: ['-e', code],
  stopWithinMs: 2_000,
  ...more,
});
const polite = `process.on('SIGTERM', () => { console.log('leaves at', Date.now()); process.exit(0); });`;
const ready = `${polite} setInterval(() => {}, 1e3); process.send('ready');`;
const saysReady = (started: Child) => started.saysReady();

describe('Supervisor', () => {
  let folder: string;
  let said: string[];
  let givenUp: StartProblem | undefined;
  let supervisor: Supervisor;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'supervisor-'));
    said = [];
    givenUp = undefined;
    supervisor = new Supervisor({
      logDirectory: folder,
      say: (line) => said.push(line),
      onGivenUp: (problem) => (givenUp = problem),
    });
  });
  afterEach(async () => {
    await supervisor.stop();
    rmSync(folder, { recursive: true });
  });

  const log = (name: string) => readFileSync(path.join(folder, `${name}.log`), 'utf8');

  it('keeps what a child writes in its log file', async () => {
    await supervisor.runToEnd(child('task', `console.log('out'); console.error('err');`));

    expect(log('task').split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('tells the reason of a child that refuses to start, in its own words', async () => {
    const refuses = child('api', `console.error('PORT 1 is in use.'); process.exit(1);`);

    await expect(supervisor.keep(refuses, saysReady)).rejects.toThrow('PORT 1 is in use.');
    expect(said).toEqual([]);
  });

  it('starts a child again that was killed', async () => {
    let pid: number | undefined;
    await supervisor.keep(child('worker', ready), (started) => {
      pid = started.pid;
      return started.saysReady();
    });

    process.kill(pid ?? 0, 'SIGKILL');
    await waitFor(() => said.length > 0);

    expect(said).toEqual(['The worker ended (SIGKILL); starting it again.']);
    expect(givenUp).toBeUndefined();
  });

  it('stops the foundation after all others', async () => {
    await supervisor.keep(child('database', ready, { isFoundation: true }), saysReady);
    await supervisor.keep(child('api', ready), saysReady);

    await supervisor.stop();

    const leftAt = (name: string) => Number(/leaves at (\d+)/.exec(log(name))?.[1]);
    expect(leftAt('database')).toBeGreaterThanOrEqual(leftAt('api'));
    expect(said).toEqual([]);
  });

  it('kills a child that does not stop in time', async () => {
    const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); process.send('ready');`;
    let pid: number | undefined;
    await supervisor.keep(child('worker', deaf, { stopWithinMs: 50 }), (started) => {
      pid = started.pid;
      return started.saysReady();
    });

    await supervisor.stop();

    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
  });
});
