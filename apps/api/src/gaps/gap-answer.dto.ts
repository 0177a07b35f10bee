import { type AnsweredGap as AnsweredGapValue, type GapReplay as GapReplayValue } from '@app/agent';
import { answerOutcomes } from '@app/agent';
import { z } from 'zod';

import { Citation, toCitationDto } from '../conversations/message.dto.js';
import { count } from '../http/input/fields.js';
import { Ingest, toIngestDto } from '../knowledge-base/ingest.dto.js';
import { Snippet, toSnippetDto, WriteSnippet } from '../snippets/snippet.dto.js';
import { Gap, toGapDto } from './gap.dto.js';

export const AnswerGap = z
  .strictObject({
    answer: WriteSnippet.shape.answer,
    question: WriteSnippet.shape.question
      .optional()
      .describe('What the snippet asks; left out, what was asked most, masked.'),
    url: WriteSnippet.shape.url,
  })
  .meta({ id: 'AnswerGap', description: 'What the store answers to the questions of a gap.' });
export type AnswerGapDto = z.infer<typeof AnswerGap>;

export const AnsweredGap = z
  .object({
    gap: Gap.describe('The gap, which waits for the release that holds the snippet.'),
    snippet: Snippet.describe('The snippet that was written.'),
    ingest: Ingest.describe('What brings it to shoppers.'),
  })
  .meta({ id: 'AnsweredGap', description: 'A gap, its snippet and the ingest they wait for.' });
export type AnsweredGapDto = z.infer<typeof AnsweredGap>;

const ReplayedQuestion = z
  .object({
    question: z.string().describe('What was asked; masked.').meta({ example: 'shipping norway?' }),
    is_answered: z
      .boolean()
      .describe(
        'Whether it is answered now; where an answer was rated down, by other words than that quoted.',
      )
      .meta({ example: true }),
    outcome: z
      .enum(answerOutcomes)
      .describe('How the agent deals with it now.')
      .meta({ example: 'answered' }),
    citations: z.array(Citation).describe('What the answer rests on.'),
  })
  .meta({ id: 'ReplayedQuestion', description: 'A question of a gap, asked again.' });

export const GapReplay = z
  .object({
    gap: Gap.describe('The gap as it is now.'),
    release: z
      .int()
      .nullable()
      .describe('The release that was asked; null where nothing is live.')
      .meta({ example: 4 }),
    asked: count('How many different questions were asked; 10 at most.', 3),
    answered: count('How many of them are answered now.', 3),
    questions: z.array(ReplayedQuestion).describe('The questions, those asked last first.'),
  })
  .meta({ id: 'GapReplay', description: "How a gap's questions are answered by what is live." });
export type GapReplayDto = z.infer<typeof GapReplay>;

export const toAnsweredGapDto = (answered: AnsweredGapValue): AnsweredGapDto => ({
  gap: toGapDto(answered.gap),
  snippet: toSnippetDto(answered.snippet),
  ingest: toIngestDto(answered.ingest),
});

export const toGapReplayDto = ({ gap, release, questions }: GapReplayValue): GapReplayDto => ({
  gap: toGapDto(gap),
  release,
  asked: questions.length,
  answered: questions.filter(({ isAnswered }) => isAnswered).length,
  questions: questions.map(({ question, isAnswered, outcome, citations }) => ({
    question,
    is_answered: isAnswered,
    outcome,
    citations: citations.map(toCitationDto),
  })),
});
