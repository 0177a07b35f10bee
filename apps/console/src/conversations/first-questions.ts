/** What was asked on the page before, by conversation, until it is sent; never in the address, which browsers keep. */
export const firstQuestions = new Map<string, string>();
