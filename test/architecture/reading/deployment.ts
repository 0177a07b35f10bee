import { exists, read } from './project-files.js';

/** What an image says about itself: its last stage. */
export interface Image {
  user: string;
  /** As JSON: a shell between would keep signals to itself. */
  command: string[];
  environment: Record<string, string>;
  hasHealthcheck: boolean;
}

export function imageOf(file: string): Image {
  const lines =
    read(file)
      .split(/^FROM /m)
      .at(-1)
      ?.replaceAll('\\\n', ' ')
      .split('\n') ?? [];
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const pairs = of('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=')));
  return {
    user: of('USER').at(-1) ?? 'root',
    command: JSON.parse(of('CMD').at(-1) ?? '[]') as string[],
    environment: Object.fromEntries(pairs) as Record<string, string>,
    hasHealthcheck: of('HEALTHCHECK').length > 0,
  };
}

/** Whether a command runs a file of ours by Node itself. */
export function isOurs(command: readonly string[]): boolean {
  const [program, file = ''] = command;
  const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
  return program === 'node' && command.length === 2 && source !== file && exists(source);
}

/** After which a process that was asked to stop has left. */
export const leavesWithinSeconds =
  Number(
    /stopWithinMs = ([\d_]+)/
      .exec(read('libs/tenancy/src/signals/stop-on-signal.ts'))?.[1]
      ?.replaceAll('_', ''),
  ) / 1_000;
