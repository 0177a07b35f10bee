import type { Command } from './commands/command.js';
import { globalOptions } from './commands/command-input.js';
import type { CommandOption } from './commands/command-shape.js';
import { commands } from './commands/commands.js';
import { formatTable } from './terminal/format-table.js';

const indent = '  ';

/** What the CLI can do, for somebody who types nothing or --help. */
export function generalHelp(program: string): string {
  const list = commands.map(({ words, argument, summary }) => [
    [...words, ...argumentOf(argument)].join(' '),
    summary,
  ]);
  return page([
    'storehand: stores, their knowledge and their answers, over the HTTP API of a server.',
    '',
    `Usage: ${program} <command> [options]`,
    '',
    ...columns(list),
    '',
    'Options of every command:',
    ...columns(optionRows(globalOptions)),
    '',
    `${program} <command> --help shows the options of a command.`,
  ]);
}

export function commandHelp(command: Command, program: string): string {
  const { words, argument, options, summary, example } = command;
  const own = [
    ...argumentOf(argument).map((name) => [name, argument?.description ?? '']),
    ...optionRows(options),
  ];
  return page([
    summary,
    '',
    `Usage: ${[program, ...words, ...argumentOf(argument), ...(own.length > 0 ? ['[options]'] : [])].join(' ')}`,
    ...(own.length > 0 ? ['', ...columns(own)] : []),
    '',
    'Options of every command:',
    ...columns(optionRows(globalOptions)),
    '',
    `Example: ${program} ${example}`,
  ]);
}

/** As it stands in a command line; in brackets where it may be left out. */
function argumentOf(argument: Command['argument']): string[] {
  if (!argument) return [];
  return [argument.isOptional ? `[${argument.name}]` : `<${argument.name}>`];
}

function optionRows(options: Readonly<Record<string, CommandOption>>): string[][] {
  return Object.entries(options).map(([name, { value, description, isRequired }]) => [
    `--${name}${value ? ` ${value}` : ''}`,
    `${description}${isRequired ? ' Required.' : ''}`,
  ]);
}

const columns = (rows: string[][]): string[] =>
  formatTable(['', ''], rows)
    .slice(1)
    .map((line) => `${indent}${line}`);

const page = (lines: string[]): string => lines.join('\n');
