/**
 * Chunks up to which comparing a question with each is fast enough; a release of more is sketched. See the README's
 * decisions.
 */
export const EXACT_UP_TO = 10_000;
