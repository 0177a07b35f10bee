import { parseArgs } from 'node:util';

import { CliError } from '../cli-error.js';
import type { CommandOption, CommandShape } from './command-shape.js';

export const globalOptions: Readonly<Record<string, CommandOption>> = {
  'api-url': {
    type: 'string',
    value: '<url>',
    description: 'The server; default STOREHAND_API_URL or http://127.0.0.1:8001.',
  },
  key: {
    type: 'string',
    value: '<key>',
    description:
      'The API key; default STOREHAND_API_KEY or, here, the admin key of the embedded server.',
  },
  json: { type: 'boolean', description: 'Print the result as JSON, for scripts.' },
  help: { type: 'boolean', description: 'Show this help.' },
};

type Value = string | boolean | (string | boolean)[] | undefined;

/** What a person typed after the words of a command, checked against what the command takes. */
export class CommandInput {
  private constructor(
    private readonly values: Record<string, Value>,
    readonly positionals: readonly string[],
  ) {}

  /** Throws `CliError` for an option the command does not have, a missing one, or words too many. */
  static read(command: CommandShape, args: readonly string[]): CommandInput {
    const input = CommandInput.parse({ ...command.options, ...globalOptions }, args, true);
    const rest = input.positionals.slice(command.words.length);
    if (rest.length > (command.argument ? 1 : 0)) {
      throw new CliError(
        `"${rest.at(-1)}" is one word too many; put quotes around a text of several.`,
      );
    }
    return new CommandInput(input.values, rest);
  }

  /** Parses without knowing the command yet, to find its words among the options. */
  static parse(
    options: Readonly<Record<string, CommandOption>>,
    args: readonly string[],
    strict: boolean,
  ): CommandInput {
    const config = Object.entries(options).map(([name, { type, isRepeatable = false }]) => {
      const short = name === 'help' ? { short: 'h' } : {};
      return [name, { type, multiple: isRepeatable, ...short }] as const;
    });
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        options: Object.fromEntries(config),
        allowPositionals: true,
        strict,
      });
      return new CommandInput(values, positionals);
    } catch (error) {
      throw misused(error as NodeJS.ErrnoException);
    }
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** For an option or argument without which the command makes no sense. */
  need(name: string): string {
    const value = this.text(name);
    if (!value) throw new CliError(`--${name} is missing; --help shows how the command is used.`);
    return value;
  }

  optionalArgument(): string | undefined {
    return this.positionals[0];
  }

  argument(name: string): string {
    const value = this.optionalArgument();
    if (!value) throw new CliError(`<${name}> is missing; --help shows how the command is used.`);
    return value;
  }

  /** One of a few words; which make sense is for the server to say. */
  choice<Word extends string>(name: string): Word | undefined {
    return this.text(name) as Word | undefined;
  }

  texts(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** A whole number, or nothing; which numbers make sense is for the server to say. */
  wholeNumber(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value))
      throw new CliError(`--${name} takes a whole number, not "${value}".`);
    return Number(value);
  }
}

/** Says in one sentence what Node.js says in up to three lines. */
function misused({ code, message }: NodeJS.ErrnoException): CliError {
  const option = /--?[\w-]+/.exec(message)?.[0] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return new CliError(`There is no option ${option} here; --help shows those there are.`);
  }
  if (message.includes('does not take')) return new CliError(`${option} takes no value.`);
  return new CliError(
    `${option} needs a value; one that begins with a dash is written ${option}=<value>.`,
  );
}
