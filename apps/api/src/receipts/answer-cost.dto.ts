import { z } from 'zod';

export const Cost = z
  .object({
    amount: z.number().describe('What the tokens have cost.').meta({ example: 0.00016 }),
    currency: z.string().describe('Of the amount and the prices.').meta({ example: 'USD' }),
    input_per_million: z
      .number()
      .describe('The price of a million tokens read.')
      .meta({ example: 0.15 }),
    output_per_million: z
      .number()
      .describe('The price of a million tokens written.')
      .meta({ example: 0.6 }),
    price_version: z
      .string()
      .nullable()
      .describe("The operator's name for the list of prices.")
      .meta({ example: '2026-01' }),
  })
  .meta({ id: 'AnswerCost', description: 'What an answer cost by the prices of its day.' });
