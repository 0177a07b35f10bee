import { ForeignAnswer } from '@app/client';

import { ApiClient } from './api/api-client.js';
import { ApiProblem } from './api/api-problem.js';
import { chooseServer } from './api/server.js';
import { stranger } from './api/wrong-server.js';
import { CliError } from './cli-error.js';
import type { Command, CommandContext } from './commands/command.js';
import { CommandInput, globalOptions } from './commands/command-input.js';
import { commands } from './commands/commands.js';
import type { CliEnvironment } from './environment.js';
import { commandHelp, generalHelp } from './help.js';
import { oneLine } from './terminal/printable.js';
import { type OutputStream, Terminal } from './terminal/terminal.js';

export interface Surroundings {
  environment: CliEnvironment;
  stdout: OutputStream;
  stderr: OutputStream;
  /** Aborted when the person wants to stop. */
  signal: AbortSignal;
  pollMs?: number;
}

const stoppedByHand = 130;
const lookEveryMs = 500;

/** Runs one command line and returns the exit code: 0 done, 1 refused or failed, 130 stopped by Ctrl-C. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  const terminal = new Terminal(around.stdout, around.stderr, around.environment.hasColor);
  const isJson = args.includes('--json');
  try {
    return await dispatch(args, around, terminal);
  } catch (thrown) {
    if (around.signal.aborted) return stoppedByHand;
    const error = thrown instanceof ForeignAnswer ? lacking(thrown) : thrown;
    if (isJson && error instanceof ApiProblem) terminal.note(JSON.stringify(error.problem));
    else for (const line of errorLines(error, terminal)) terminal.note(line);
    return 1;
  }
}

/** A command read a field that an API of another version does not answer. */
const lacking = ({ response, fault }: ForeignAnswer): CliError =>
  stranger(response, response.url, fault);

async function dispatch(
  args: readonly string[],
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const { positionals, hasHelp } = firstLook(args);
  const { program } = around.environment;
  const command = findCommand(positionals);
  if (!command) {
    if (positionals.length > 0) throw unknownCommand(positionals);
    CommandInput.parse(globalOptions, args, true);
    terminal.print(generalHelp(program));
    return 0;
  }
  if (hasHelp) {
    terminal.print(commandHelp(command, program));
    return 0;
  }
  const input = CommandInput.read(command, args);
  return (await command.run(contextOf(input, around, terminal), input)) ?? 0;
}

function contextOf(input: CommandInput, around: Surroundings, terminal: Terminal): CommandContext {
  const { environment, signal, pollMs = lookEveryMs } = around;
  const apiUrl = input.text('api-url');
  const server = chooseServer({ apiUrl, key: input.text('key') }, environment);
  const where = apiUrl ? ` --api-url ${oneLine(apiUrl)}` : '';
  return {
    api: new ApiClient(server, signal),
    terminal,
    signal,
    isJson: input.flag('json'),
    pollMs,
    hint: (words) => `${environment.program} ${words}${where}`,
  };
}

/** The words of the command line, wherever options stand between them. */
function firstLook(args: readonly string[]): { positionals: readonly string[]; hasHelp: boolean } {
  const every = Object.assign(
    {},
    ...commands.map(({ options }) => options),
    globalOptions,
  ) as Command['options'];
  const input = CommandInput.parse(every, args, false);
  return { positionals: input.positionals, hasHelp: input.flag('help') };
}

const findCommand = (positionals: readonly string[]): Command | undefined =>
  commands.find(({ words }) => words.every((word, at) => positionals[at] === word));

function unknownCommand(positionals: readonly string[]): CliError {
  const [first = ''] = positionals;
  const family = commands.filter(({ words }) => words[0] === first);
  const known = family.length > 0 ? family : commands;
  const names = known.map(({ words }) => words.join(' ')).join(', ');
  return new CliError(
    `There is no command "${oneLine(positionals.slice(0, 2).join(' '))}"; known: ${names}.`,
  );
}

function errorLines(error: unknown, terminal: Terminal): string[] {
  const mark = terminal.style('red', '✖', { isNote: true });
  if (error instanceof ApiProblem) {
    const [first = '', ...rest] = error.lines.map(oneLine);
    return [`${mark} ${first}`, ...rest.map((line) => `  ${line}`)];
  }
  if (error instanceof CliError) return [`${mark} ${error.message}`];
  return [`${mark} The CLI itself failed: ${(error as Error)?.stack ?? String(error)}`];
}
