import { answerOutcomes, type Replay as ReplayValue } from '@app/agent';
import { z } from 'zod';

import { Citation, toCitationDto, toUsageDto, Usage } from '../conversations/message.dto.js';
import { count, uuid } from '../http/input/fields.js';
import { Receipt, ReceiptModel, toReceiptDto, toReceiptModelDto } from './receipt.dto.js';
import { ReceiptChunk, toReceiptChunkDto } from './receipt-chunk.dto.js';

export const MessageId = uuid("The answer's id.");

type Difference = ReplayValue['difference'];

const outcome = z
  .enum(answerOutcomes)
  .nullable()
  .describe('How the agent dealt with the question.')
  .meta({ example: 'answered' });
const release = z.int().nullable().describe('What was searched.').meta({ example: 3 });
const prompts = z
  .array(z.string())
  .describe('Versions of the prompts that were sent.')
  .meta({ example: ['answer-1'] });
const model = ReceiptModel.nullable().describe('Null where no model was asked.');

const changeOf = <S extends z.ZodType>(value: S, what: string) =>
  z
    .object({ before: value, after: value })
    .nullable()
    .describe(`${what} then and now; null where it is the same.`);

const Diff = z
  .object({
    text: z
      .string()
      .describe('Line by line, as unified diffs are written, without the names of files.')
      .meta({ example: '@@ -1,1 +1,1 @@\n-Wash it at 40 °C.\n+Wash it at 60 °C.' }),
    is_cut: z.boolean().describe('True where it goes on.').meta({ example: false }),
  })
  .nullable()
  .describe('Null where the texts are too different to be compared.');

const Passages = z
  .object({
    same: count('Passages that were and are used, word for word.', 3),
    gone: z.array(ReceiptChunk).describe('Used then and not now.'),
    new: z.array(ReceiptChunk).describe('Used now and not then.'),
    changed: z
      .array(
        z.object({
          before: ReceiptChunk.describe('As it was used then.'),
          after: ReceiptChunk.describe('As it is used now.'),
          diff: Diff,
        }),
      )
      .describe('Of the same page, with another text now.'),
  })
  .nullable()
  .describe(
    'What it was made from, by address and hash of the text. Null, as model and prompts, where no receipt was kept then.',
  );

const DifferenceDto = z
  .object({
    is_same: z
      .boolean()
      .describe('Whether the shopper would read the same: outcome, words and citations.')
      .meta({ example: false }),
    outcome: changeOf(outcome, 'The outcome'),
    release: changeOf(release, 'The release'),
    model: changeOf(model, 'The language model'),
    prompts: changeOf(prompts, 'The prompts'),
    settings: changeOf(
      z.int().nullable().describe('The version.').meta({ example: 0 }),
      "The settings of the store's agent",
    ),
    content: z
      .object({ diff: Diff })
      .nullable()
      .describe('The words; null where they are the same.'),
    citations: z
      .object({
        gone: z.array(Citation).describe('Quoted then and not now.'),
        new: z.array(Citation).describe('Quoted now and not then.'),
      })
      .describe('By address and quote.'),
    passages: Passages,
  })
  .meta({ id: 'AnswerDifference', description: 'How two answers to one question differ.' });

export const Replay = z
  .object({
    message_id: uuid('The answer that was replayed.'),
    question: z
      .string()
      .describe('What the shopper had asked.')
      .meta({ example: 'How do I wash my pillow?' }),
    answer: z
      .object({
        content: z.string().describe('The text.').meta({ example: 'Wash it at 60 °C. [1]' }),
        outcome,
        citations: z.array(Citation).describe('The pages it rests on.'),
        release,
        usage: Usage.describe('What it took.'),
      })
      .describe("Today's answer; it is kept nowhere."),
    receipt: Receipt.describe("Today's receipt."),
    difference: DifferenceDto.describe('What is different today.'),
  })
  .meta({ id: 'Replay', description: "A past question, asked again of today's knowledge." });
export type ReplayDto = z.infer<typeof Replay>;

export const toReplayDto = (messageId: string, replay: ReplayValue): ReplayDto => ({
  message_id: messageId,
  question: replay.question,
  answer: {
    content: replay.answer.content,
    outcome: replay.answer.outcome,
    citations: replay.answer.citations.map(toCitationDto),
    release: replay.answer.release,
    usage: toUsageDto(replay.answer.usage),
  },
  receipt: toReceiptDto(replay.receipt),
  difference: toDifferenceDto(replay.difference),
});

const toDifferenceDto = (difference: Difference): ReplayDto['difference'] => ({
  is_same: difference.isSame,
  outcome: difference.outcome,
  release: difference.release,
  model: difference.model && {
    before: toReceiptModelDto(difference.model.before),
    after: toReceiptModelDto(difference.model.after),
  },
  prompts: difference.prompts,
  settings: difference.settings,
  content: difference.content && { diff: toDiffDto(difference.content.diff) },
  citations: {
    gone: difference.citations.gone.map(toCitationDto),
    new: difference.citations.new.map(toCitationDto),
  },
  passages: difference.passages && {
    same: difference.passages.same,
    gone: difference.passages.gone.map(toReceiptChunkDto),
    new: difference.passages.new.map(toReceiptChunkDto),
    changed: difference.passages.changed.map(({ before, after, diff }) => ({
      before: toReceiptChunkDto(before),
      after: toReceiptChunkDto(after),
      diff: toDiffDto(diff),
    })),
  },
});

const toDiffDto = (diff: { text: string; isCut: boolean } | null) =>
  diff && { text: diff.text, is_cut: diff.isCut };
