import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { pino } from 'pino';

import { logStream } from './log-stream.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'log-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a log on a disk that is full', () => {
  it('costs lines, not the process, which does not wait for them at its end', async () => {
    const stream = logStream('/dev/full');
    await once(stream, 'ready');
    const log = pino(stream);

    log.info('lost');
    await once(stream, 'error');
    log.info('lost, too');
    await once(stream, 'error');
    stream.flushSync();

    expect(stream.listenerCount('error')).toBe(1);
  });

  it('goes on where there is room again', async () => {
    const file = path.join(folder, 'api.log');
    const stream = logStream('/dev/full');
    await once(stream, 'ready');
    const log = pino(stream);
    log.info('before');
    await once(stream, 'error');

    stream.reopen(file);
    await once(stream, 'ready');
    log.info('after');
    await once(stream, 'drain');
    log.info('last');
    stream.flushSync();

    const lines = readFileSync(file, 'utf8');
    expect(lines).toContain('"after"');
    expect(lines).toContain('"last"');
  });
});
