import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { commandsOf, type GuideCommand } from './guide-blocks.js';

const root = path.resolve(__dirname, '../../..');

/** A guide whose shell blocks are run as an operator would: one after the other, what a block exports lives on. */
export class OperatorGuide {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
  private env: NodeJS.ProcessEnv = { ...process.env, npm_config_update_notifier: 'false' };

  private constructor(
    private readonly waiting: GuideCommand[],
    private readonly isApart: boolean,
  ) {}

  /** `isApart`: the reader has no repository and works in a folder of their own. */
  static open(file: string, isApart = false): OperatorGuide {
    return new OperatorGuide(commandsOf(readFileSync(path.join(root, file), 'utf8')), isApart);
  }

  /** Where the commands are run. */
  get cwd(): string {
    return this.isApart ? this.folder : root;
  }

  /** What the operator is told to fill in. */
  set(env: Record<string, string>): void {
    Object.assign(this.env, env);
  }

  get(name: string): string {
    return String(this.env[name]);
  }

  /** What no test has run. */
  get left(): string[] {
    return this.waiting.map(({ heading, script }) => `${heading}: ${script}`);
  }

  /** Runs the next block below a heading; what it printed. Throws where a command of it fails. */
  async runNext(heading: string): Promise<string> {
    const at = this.waiting.findIndex((block) => block.heading === heading);
    const [block] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (!block) throw new Error(`No command is left below "${heading}".`);
    return this.run(block.script);
  }

  /** Something of the test's own, where the operator stands. */
  async run(script: string): Promise<string> {
    const kept = path.join(this.folder, 'env');
    // the variables come last, so that only what went well changes anything
    const keep = `"${process.execPath}" -e 'fs.writeFileSync(process.argv[1], JSON.stringify(process.env))' "${kept}"`;
    const shell = spawn('sh', ['-eu', '-c', `${script}\n${keep}`], {
      cwd: this.cwd,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => shell.once('close', resolve));
    const [out, err, code] = await Promise.all([text(shell.stdout), text(shell.stderr), ended]);
    if (code !== 0) throw new Error(`${script}\nended with ${String(code)}: ${out}${err}`);
    this.env = JSON.parse(readFileSync(kept, 'utf8')) as NodeJS.ProcessEnv;
    return out;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
