import { Refused } from '@app/client';

/** Why something was not done, in a sentence. */
export const reasonOf = (error: unknown): string =>
  error instanceof Refused ? error.problem.detail : 'Nothing came back. Is the API running?';
