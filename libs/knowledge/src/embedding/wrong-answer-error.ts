/** The embedding server answered, but not with one usable vector for each text. */
export class WrongAnswerError extends Error {}
