import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { DoorProcess } from '../../support/processes/door-process.js';
import { ApiClient } from '../api-client.js';

const root = path.resolve(__dirname, '../../..');

const user =
  'setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all';

/**
 * What a container is, without an engine: the first process of a process namespace, of a user without any right, where
 * nothing can be written but /tmp. The repository stands where it stood, also below /tmp.
 */
const closed = `
  mount --make-rprivate / && mount --bind "$0" /mnt && mount -t proc proc /proc || exit 90
  for point in / /mnt $(awk '$3 ~ /^(ext4|xfs|btrfs|overlay)$/ { print $2 }' /proc/mounts); do
    mount -o remount,bind,ro "$point" || exit 91
  done
  mount -t tmpfs tmpfs /tmp && mkdir -p "$0" && mount --bind /mnt "$0" && cd "$0" || exit 92
  for place in / "$0" /var/tmp "$HOME"; do touch "$place/spec-written" 2>/dev/null && exit 93; done
  exec ${user} env HOME=/tmp "$@"`;
const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child'];

const succeeds = (command: string): boolean => spawnSync('sh', ['-c', command]).status === 0;

/** Asks for root, and for the database at an address: the socket of the embedded one is its owner's alone. */
const can =
  Boolean(process.env['DATABASE_URL']) &&
  succeeds(`${unshare.join(' ')} ${user} test -r ${path.join(root, 'package.json')}`);
const inside = can ? describe : describe.skip;

afterEach(() => DoorProcess.endAll());

const startClosed = (app: 'api' | 'worker', env: Record<string, string> = {}) =>
  DoorProcess.start(app, env, { through: [...unshare, 'sh', '-c', closed, root] });

/** The process itself, as seen from outside. */
const firstOf = ({ pid }: DoorProcess): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());

const statusOf = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ??
  '';

inside('closed as in a container, as the first process', () => {
  it('the API serves, writes nowhere, and leaves with 0 when it is told to', async () => {
    const door = await startClosed('api', { HOST: '127.0.0.1' });
    const pid = firstOf(door);

    const { status } = await new ApiClient(door.origin, '').get('/health/ready');
    const rights = ['Uid', 'CapEff', 'CapBnd', 'NoNewPrivs', 'NSpid'].map((name) =>
      statusOf(pid, name).split(/\s+/).at(-1),
    );
    const { code } = await door.end('SIGTERM', pid);

    expect(status).toBe(200);
    expect(rights).toEqual(['1000', '0000000000000000', '0000000000000000', '1', '1']);
    expect(code).toBe(0);
  });

  it('the worker works, with threads and processes of its own, and leaves with 0', async () => {
    const door = await startClosed('worker', { CRAWL_EXTRACTION_THREADS: '1' });
    const pid = firstOf(door);

    expect(statusOf(pid, 'NSpid').split(/\s+/).at(-1)).toBe('1');
    expect((await door.end('SIGTERM', pid)).code).toBe(0);
    expect(door.log).not.toMatch(/EROFS|EACCES/);
  });
});
