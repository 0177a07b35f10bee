import type { ApiClient } from '../api/api-client.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CommandInput } from './command-input.js';
import type { CommandOption, CommandShape } from './command-shape.js';

/** What a command works with. */
export interface CommandContext {
  api: ApiClient;
  terminal: Terminal;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  isJson: boolean;
  /** How often a wait looks again. */
  pollMs: number;
  /** A command to go on with, as it can be pasted: the way the CLI was called, against the same server. */
  hint(words: string): string;
}

/** One command of the CLI: its words, its help and what it does. The exit code is 0 unless it throws or returns another. */
export interface Command extends CommandShape {
  summary: string;
  example: string;
  run(context: CommandContext, input: CommandInput): Promise<number | void>;
}

export const storeIdOption: CommandOption = {
  type: 'string',
  value: '<id>',
  description: 'The store; "stores list" shows the ids.',
  isRequired: true,
};

/** For operations where a store key says the store by itself. */
export const optionalStoreIdOption: CommandOption = {
  ...storeIdOption,
  description: 'The store; a store key names its own.',
  isRequired: false,
};
