import type { Conversation } from '@app/agent';
import { z } from 'zod';

import { time } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const RequestHandoff = z
  .strictObject({
    contact: text({ max: 320 })
      .optional()
      .describe('How the shopper wants to be reached: an e-mail address or a phone number.')
      .meta({ example: 'ana@example.com' }),
    note: text({ max: 2_000 })
      .optional()
      .describe('What the person should know.')
      .meta({ example: 'My parcel arrived open.' }),
  })
  .meta({ id: 'RequestHandoff', description: 'A wish for a person.' });
export type RequestHandoffDto = z.infer<typeof RequestHandoff>;

export const NewReply = z
  .strictObject({
    content: text({ max: 4_000 })
      .describe('What the person says: 1 to 4,000 characters.')
      .meta({ example: 'I have sent you a new one today.' }),
  })
  .meta({ id: 'NewReply', description: 'What a person of the store says to the shopper.' });
export type NewReplyDto = z.infer<typeof NewReply>;

export const Handoff = z
  .object({
    requested_at: time('When a person was last asked for.'),
    contact: z
      .string()
      .nullable()
      .describe('How the shopper wants to be reached.')
      .meta({ example: 'ana@example.com' }),
    note: z
      .string()
      .nullable()
      .describe('What the person should know.')
      .meta({ example: 'My parcel arrived open.' }),
  })
  .meta({ id: 'Handoff', description: 'A wish for a person.' });

export const toHandoffDto = ({
  handedOffAt,
  handoffContact,
  handoffNote,
}: Conversation): z.infer<typeof Handoff> | null =>
  handedOffAt && {
    requested_at: handedOffAt.toISOString(),
    contact: handoffContact,
    note: handoffNote,
  };
