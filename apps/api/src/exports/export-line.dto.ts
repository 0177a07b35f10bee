import { z } from 'zod';

export const ExportLine = z
  .object({
    table: z
      .string()
      .optional()
      .describe('The table that the row is of.')
      .meta({ example: 'messages' }),
    row: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('The row by its columns.')
      .meta({ example: { role: 'user', content: 'How do I wash my pillow?' } }),
    end: z
      .object({
        tables: z
          .record(z.string(), z.int())
          .describe('Rows of each table.')
          .meta({ example: { messages: 24 } }),
      })
      .optional()
      .describe('Of the last line alone.'),
  })
  .meta({ id: 'ExportLine', description: 'One line of an export.' });
