import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

/** Jest cannot fork processes of our sources, so a process of its own does; its last line is what it found. */
async function inProcess(script: string): Promise<unknown> {
  const args = ['--import', path.join(root, 'test/support/typescript.mjs'), '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

describe('a process apart', () => {
  it('answers one question after the other, and who asks what takes it down is told so', async () => {
    const found = await inProcess(`
      import { ProcessApart, ProcessDiedError } from '@app/tenancy';
      const entry = new URL('file://${root}/test/support/apart/answering.mjs');
      const asked = new ProcessApart({ entry });
      const never = new AbortController().signal;
      const ask = (question) => asked.run({ question }, never, 1_000).catch(
        (error) => [error instanceof ProcessDiedError, error.name]);
      const answers = await Promise.all(['before', 'die', 'between', 'fail', 'hang', 'after'].map(ask));
      asked.end();
      console.log(JSON.stringify(answers));
    `);

    expect(found).toEqual([
      'before',
      [true, 'Error'],
      'between',
      [false, 'DelayedError'],
      [true, 'Error'],
      'after',
    ]);
  });

  it.each(['missing', 'apart/silent'])(
    'that does not start (%s) is nobody’s fault',
    async (name) => {
      const found = await inProcess(`
      import { ProcessApart, ProcessDiedError } from '@app/tenancy';
      const entry = new URL('file://${root}/test/support/${name}.mjs');
      const asked = new ProcessApart({ entry, startWithinMs: 2_000 });
      const error = await asked.run({}, new AbortController().signal, 1_000).catch((error) => error);
      console.log(JSON.stringify([error instanceof ProcessDiedError, error.message]));
    `);

      expect(found).toEqual([false, expect.stringContaining('did not start')]);
    },
  );
});
