import {
  answerOutcomes,
  type AskedQuestion,
  type GapDetail as GapDetailValue,
  gapStates,
  type ListedGap,
} from '@app/agent';
import { z } from 'zod';

import { GivenFeedback, toFeedbackDto } from '../feedback/feedback.dto.js';
import { count, listQuery, sliceOf, time, uuid } from '../http/input/fields.js';

export const GapId = uuid('The gap, as listing them named it.');

export const ListGapsQuery = z.object({
  ...listQuery,
  since: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Counts and lists only what was asked since then. Left out: all that is kept.')
    .meta({ example: '2026-01-01T00:00:00Z' }),
  state: z
    .enum(gapStates)
    .optional()
    .describe('Only gaps in this state. Left out: all.')
    .meta({ example: 'open' }),
});
export type ListGapsQueryDto = z.infer<typeof ListGapsQuery>;

const release = (description: string) =>
  z.int().nullable().describe(description).meta({ example: 4 });

const outcomes = z
  .object({
    answered: count('Were answered, and the answer was rated down.', 1),
    abstained: count('Ended in "I don\'t know".', 7),
    handed_off: count('Were handed to a person.', 2),
    failed: count('Failed.', 0),
  })
  .describe('How its questions ended when they were asked.')
  .meta({ id: 'GapOutcomes', description: 'How the questions of a gap ended.' });

const fields = {
  id: uuid("The gap's id."),
  state: z
    .enum(gapStates)
    .describe('`answered` once a release was seen to answer all its questions.')
    .meta({ example: 'open' }),
  question: z
    .string()
    .describe('What was asked most, with addresses and long numbers masked.')
    .meta({ example: 'Do you ship to Norway?' }),
  examples: z
    .array(z.string())
    .describe('Up to five different ways in which it was asked, the most frequent first; masked.')
    .meta({ example: ['Do you ship to Norway?', 'shipping norway?'] }),
  question_count: count('How often it was asked.', 10),
  outcomes,
  badly_rated: count('How many of these answers were rated down.', 1),
  first_asked_at: time('When it was first asked.'),
  last_asked_at: time('When it was last asked.'),
  answered_release: release('The release that answers it; null unless answered.'),
  snippet_id: uuid('The snippet that was written for it; null where none was.').nullable(),
  awaited_release: release(
    'Once this release or a later one is live, the questions are asked again; null where none is awaited.',
  ),
  created_at: time('When the first question was gathered.'),
  updated_at: time('When it last changed.'),
};

export const Gap = z
  .object(fields)
  .meta({ id: 'Gap', description: 'What shoppers ask and the store does not say.' });
export type GapDto = z.infer<typeof Gap>;

export const GapList = sliceOf('GapList', Gap);

const GapQuestion = z
  .object({
    message_id: uuid('The answer, or what stands in its place.'),
    conversation_id: uuid('The conversation in which it was asked.'),
    question: z.string().describe('What was asked; masked.').meta({ example: 'shipping norway?' }),
    outcome: z
      .enum(answerOutcomes)
      .describe('How the agent dealt with it.')
      .meta({ example: 'abstained' }),
    release: release('What it was asked of.'),
    feedback: GivenFeedback.nullable().describe('What was thought of it; null where nobody said.'),
    asked_at: time('When it was asked.'),
  })
  .meta({ id: 'GapQuestion', description: 'A question of a gap.' });

export const GapDetail = z
  .object({
    ...fields,
    questions: z.array(GapQuestion).describe('Its questions, the newest first; 100 at most.'),
  })
  .meta({ id: 'GapDetail', description: 'A gap with its questions.' });
export type GapDetailDto = z.infer<typeof GapDetail>;

export const toGapDto = (gap: ListedGap): GapDto => ({
  id: gap.id,
  state: gap.state,
  question: gap.examples[0] ?? '',
  examples: gap.examples,
  question_count: gap.questionCount,
  outcomes: {
    answered: gap.answered,
    abstained: gap.abstained,
    handed_off: gap.handedOff,
    failed: gap.failed,
  },
  badly_rated: gap.badlyRated,
  first_asked_at: gap.firstAskedAt.toISOString(),
  last_asked_at: gap.lastAskedAt.toISOString(),
  answered_release: gap.answeredRelease,
  snippet_id: gap.snippetId,
  awaited_release: gap.awaitedRelease,
  created_at: gap.createdAt.toISOString(),
  updated_at: gap.updatedAt.toISOString(),
});

export const toGapDetailDto = (gap: GapDetailValue): GapDetailDto => ({
  ...toGapDto(gap),
  questions: gap.questions.map(toQuestionDto),
});

const toQuestionDto = (asked: AskedQuestion): z.infer<typeof GapQuestion> => ({
  message_id: asked.messageId,
  conversation_id: asked.conversationId,
  question: asked.text,
  outcome: asked.outcome,
  release: asked.release,
  feedback: asked.feedback && toFeedbackDto(asked.feedback),
  asked_at: asked.askedAt.toISOString(),
});
