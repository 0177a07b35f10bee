export interface CommandOption {
  type: 'string' | 'boolean';
  /** What stands after the option in the help, for instance `<id>`. */
  value?: string;
  description: string;
  isRequired?: boolean;
  isRepeatable?: boolean;
}

/** What may stand on the command line of a command. */
export interface CommandShape {
  words: readonly string[];
  /** A positional argument after the words. */
  argument?: { name: string; description: string; isOptional?: boolean };
  options: Readonly<Record<string, CommandOption>>;
}
