import { toolNames, toolOutcomes, type ToolUse } from '@app/agent';
import { z } from 'zod';

import { count } from '../http/input/fields.js';

export const ReceiptTool = z
  .object({
    name: z.enum(toolNames).describe('Which one.').meta({ example: 'order_status' }),
    input: z
      .string()
      .describe('What it was called with, without what is personal.')
      .meta({ example: '…42' }),
    outcome: z
      .enum(toolOutcomes)
      .describe(
        '`refused`: whoever asked may not know, or did not write that number. `over_budget`: called as often as it may be.',
      )
      .meta({ example: 'found' }),
    took_ms: count('How long it took.', 84),
    result: z
      .string()
      .nullable()
      .describe(
        'What it gave of products; null of an order, which is its shopper’s, and of nothing.',
      )
      .meta({ example: null }),
    result_sha256: z
      .string()
      .nullable()
      .describe('Of the whole of what it gave, kept or not; null where it gave nothing.')
      .meta({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }),
  })
  .meta({ id: 'ReceiptTool', description: 'One call of a tool.' });

export const toReceiptToolDto = ({ tookMs, resultSha256, ...use }: ToolUse) => ({
  ...use,
  took_ms: tookMs,
  result_sha256: resultSha256,
});
