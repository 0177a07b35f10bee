/** Something the person at the terminal can put right; shown as it is, without a stack. */
export class CliError extends Error {
  override name = 'CliError';
}
