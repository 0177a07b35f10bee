import { z } from 'zod';

const Ask = z.object({
  method: z.literal('tools/call'),
  params: z.object({ name: z.literal('ask') }),
});

/** Whether a message has the agent answer: the one tool that costs what an answer costs. */
export const isAsk = (message: unknown): boolean => Ask.safeParse(message).success;
