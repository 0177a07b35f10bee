import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { differingOutput } from './differing-output.js';
import { blocksOf, type GuideBlock, isOfContainers } from './guide-blocks.js';
import { OperatorGuide } from './operator-guide.js';
import { findSchemaFaults } from './schema-faults.js';

const root = path.resolve(__dirname, '../../..');

interface Reading {
  /** Where the reader works: in a folder of their own, as who has no repository. */
  isApart?: boolean;
  /** Shell blocks that no test can run, each with its reason. */
  left?: Readonly<Record<string, string>>;
}

/**
 * A guide that is followed as its reader would: each shell block is run as it stands, in order; a block with the name of
 * a file is kept under it first; a block of text is held to what the block before it printed; JSON to its shape.
 */
export class GuideReader {
  readonly sections: readonly string[];
  private printed = '';
  private readonly masks: [string, string][] = [];
  private readonly unused: Set<string>;

  private constructor(
    private readonly blocks: readonly GuideBlock[],
    private readonly shell: OperatorGuide,
    private readonly left: Readonly<Record<string, string>>,
  ) {
    this.sections = [...new Set(blocks.map(({ heading }) => heading))];
    this.unused = new Set(Object.keys(left));
  }

  static open(name: string, { isApart = false, left = {} }: Reading = {}): GuideReader {
    const file = `apps/guides/pages/${name}.md`;
    const shell = OperatorGuide.open(file, isApart);
    // the Node.js of this test, whichever the machine has beside it
    shell.set({ PATH: `${path.dirname(process.execPath)}:${String(process.env['PATH'])}` });
    // the packages that the reader installs are those of the repository: no registry is at hand
    if (isApart) symlinkSync(path.join(root, 'node_modules'), path.join(shell.cwd, 'node_modules'));
    return new GuideReader(blocksOf(readFileSync(path.join(root, file), 'utf8')), shell, left);
  }

  /** What the reader is told to fill in. */
  set(env: Record<string, string>): void {
    this.shell.set(env);
  }

  get(name: string): string {
    return this.shell.get(name);
  }

  /** What the guide writes for a thing of this test, as the address of a server. */
  show(real: string, as: string): void {
    this.masks.unshift([real, as]);
  }

  /** Follows a section; what it shows otherwise than it is. Throws where a command fails. */
  async follow(section: string): Promise<string[]> {
    const faults: string[] = [];
    for (const block of this.blocks.filter(({ heading }) => heading === section)) {
      faults.push(...(await this.take(block)));
    }
    return faults;
  }

  /** What is called impossible to run, and stands nowhere. */
  get unknown(): string[] {
    return [...this.unused];
  }

  close(): void {
    this.shell.close();
  }

  private async take({ language, name, text }: GuideBlock): Promise<string[]> {
    if (language === 'json') return findSchemaFaults(name, text);
    if (language === 'text') {
      const difference = differingOutput(text, this.printed);
      return difference === null ? [] : [difference];
    }
    if (name) writeFileSync(path.join(this.shell.cwd, name), `${text}\n`);
    if (language === 'sh' && !this.isLeft(text)) this.printed = await this.run(text);
    return [];
  }

  private async run(script: string): Promise<string> {
    // a terminal shows both; what a command substitution takes is standard output alone
    const printed = await this.shell.run(`exec 2>&1\n${script}`);
    return this.masks.reduce((text, [real, as]) => text.replaceAll(real, as), printed);
  }

  private isLeft(script: string): boolean {
    this.unused.delete(script);
    return script in this.left || isOfContainers(script);
  }
}
