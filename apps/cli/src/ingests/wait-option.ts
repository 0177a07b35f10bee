import type { CommandOption } from '../commands/command-shape.js';

export const waitOption: CommandOption = {
  type: 'boolean',
  description: 'Show the progress until it is live; Ctrl-C stops looking only.',
};
