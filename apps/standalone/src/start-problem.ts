/** Why standalone cannot start or go on, in one sentence for the person at the terminal. */
export class StartProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartProblem';
  }
}
