import { costGaps, judgements, type Receipt as ReceiptValue, removalReasons } from '@app/agent';
import { budgetSteps } from '@app/tenancy';
import { z } from 'zod';

import { count, uuid } from '../http/input/fields.js';
import { Cost } from './answer-cost.dto.js';
import { ReceiptChunk, toReceiptChunkDto } from './receipt-chunk.dto.js';
import { ReceiptSearch } from './receipt-search.dto.js';
import { ReceiptTool, toReceiptToolDto } from './receipt-tool.dto.js';
import { Recheck, toRecheckDto } from './recheck.dto.js';

const milliseconds = (description: string, example: number) =>
  z.number().describe(description).meta({ example });

const Verdict = z
  .object({
    sentence: z
      .string()
      .describe(
        'As the model wrote it, its markers included; in quotes, the quote; `[order]` where it may tell of an order.',
      )
      .meta({ example: 'Wash it at 40 °C [1].' }),
    is_shown: z.boolean().describe('Whether the shopper saw it.').meta({ example: true }),
    reason: z
      .enum(removalReasons)
      .nullable()
      .describe('Why it was removed; null where it was shown.')
      .meta({ example: null }),
    missing: z
      .array(z.string())
      .describe('What does not stand in what it cites.')
      .meta({ example: [] }),
    judged: z
      .enum(judgements)
      .nullable()
      .describe("What the store's model thinks of it; null where it was not asked.")
      .meta({ example: null }),
    passages: z
      .array(z.int())
      .describe('Passages it rests on, by their number.')
      .meta({ example: [1] }),
  })
  .meta({ id: 'SentenceVerdict', description: 'What was found of a sentence.' });

export const ReceiptModel = z
  .object({
    name: z.string().describe('Its name.').meta({ example: 'gpt-4o-mini' }),
    parameters: z
      .object({
        temperature: z
          .number()
          .nullable()
          .describe('Null where the model has its own.')
          .meta({ example: 0 }),
        max_output_tokens: count('The most it may write.', 900),
      })
      .nullable()
      .describe('What it was told about how to write.'),
  })
  .meta({ id: 'ReceiptModel', description: 'The language model of an answer.' });

const stage = (description: string, example: number) =>
  milliseconds(`${description}; null where it did not come to that.`, example).nullable();

const Timings = z
  .object({
    understanding_ms: stage('Reading the question in its conversation', 0.4),
    searching_ms: stage('Finding and weighing', 12.8),
    answering_ms: stage('From the last find to the end', 640.2),
    first_token_ms: stage('From the question to the first text', 410.5),
    total_ms: milliseconds('From the question to the end.', 653.4),
  })
  .meta({ id: 'AnswerTimings', description: 'How long the stages of an answer took.' });

export const Receipt = z
  .object({
    release: z
      .object({
        number: z.int().describe("The version of the store's knowledge.").meta({ example: 3 }),
        id: uuid('Its id.').nullable(),
      })
      .nullable()
      .describe('What was searched; null where nothing was, or nothing was live.'),
    query: z
      .object({
        text: z
          .string()
          .describe('The question as it was understood.')
          .meta({ example: 'How do I wash the pillow?' }),
        is_rewritten: z
          .boolean()
          .describe('Whether the model put it into words that stand alone.')
          .meta({ example: false }),
        carried_words: z
          .array(z.string())
          .describe('Topic words of the conversation that the question leaves out.')
          .meta({ example: ['pillow'] }),
      })
      .nullable()
      .describe('Null where nothing was searched: politeness, and questions about the agent.'),
    searches: z.array(ReceiptSearch).describe('In their order.'),
    evidence: z
      .object({
        score: z
          .number()
          .describe('How well the pages cover the question.')
          .meta({ example: 0.83 }),
        floor: z.number().describe('What it was compared with.').meta({ example: 0.33 }),
        is_borne: z
          .boolean()
          .describe(
            'Whether an answer was tried. With a model also where an embedding finds a likeness that words do not show.',
          )
          .meta({ example: true }),
      })
      .nullable()
      .describe('Null where nothing was searched.'),
    recheck: Recheck.nullable().describe('Null where no page was too old.'),
    passages: z.array(ReceiptChunk).describe('What the answer was made from.'),
    settings_version: z
      .int()
      .nullable()
      .describe("Version of the settings of the store's agent; 0 where it had set nothing.")
      .meta({ example: 0 }),
    budget_step: z
      .enum(budgetSteps)
      .nullable()
      .describe("Which step of the budget's ladder served; null where no page was asked for.")
      .meta({ example: 'model' }),
    prompts: z
      .array(z.string())
      .describe('Versions of the prompts that were sent, in their order.')
      .meta({ example: ['answer-1'] }),
    tools: z.array(ReceiptTool).describe('Calls of tools, in their order.'),
    model: ReceiptModel.nullable().describe('Null where no model was asked.'),
    verdicts: z.array(Verdict).describe('What was found of each sentence, in their order.'),
    omitted_verdicts: count('Sentences beyond those that are kept.', 0),
    tokens: z
      .object({
        input: count('Tokens the model read, rewriting included.', 812),
        output: count('Tokens the model wrote.', 64),
        is_estimated: z
          .boolean()
          .describe('True where lengths were counted instead.')
          .meta({ example: false }),
      })
      .describe('What went through the model.'),
    cost: Cost.nullable().describe('Null where there is none; `cost_gap` says why.'),
    cost_gap: z
      .enum(costGaps)
      .nullable()
      .describe(
        '`no_model`: no model was asked. `no_price`: the operator has given none for it (CHAT_PRICES).',
      )
      .meta({ example: null }),
    timings: Timings.describe('How long it took.'),
  })
  .meta({
    id: 'Receipt',
    description:
      'The evidence kept for an answer: what it was made from, by what, and what was checked.',
  });
export type ReceiptDto = z.infer<typeof Receipt>;

export const toReceiptDto = (receipt: ReceiptValue): ReceiptDto => ({
  release: receipt.release,
  query: receipt.query && {
    text: receipt.query.text,
    is_rewritten: receipt.query.isRewritten,
    carried_words: receipt.query.carriedWords,
  },
  searches: receipt.searches.map(toSearchDto),
  evidence: receipt.evidence && {
    score: receipt.evidence.score,
    floor: receipt.evidence.floor,
    is_borne: receipt.evidence.isBorne,
  },
  recheck: toRecheckDto(receipt.recheck ?? null),
  passages: receipt.passages.map(toReceiptChunkDto),
  settings_version: receipt.settingsVersion,
  budget_step: receipt.budgetStep ?? null,
  prompts: receipt.prompts,
  tools: (receipt.tools ?? []).map(toReceiptToolDto),
  model: toReceiptModelDto(receipt.model),
  verdicts: receipt.verdicts.map(({ isShown, judged = null, ...verdict }) => ({
    ...verdict,
    judged,
    is_shown: isShown,
  })),
  omitted_verdicts: receipt.omittedVerdicts,
  tokens: {
    input: receipt.tokens.input,
    output: receipt.tokens.output,
    is_estimated: receipt.tokens.isEstimated,
  },
  cost: toCostDto(receipt.cost),
  cost_gap: receipt.costGap,
  timings: toTimingsDto(receipt.timings),
});

const toSearchDto = (search: ReceiptValue['searches'][number]): z.infer<typeof ReceiptSearch> => ({
  query: search.query,
  found: search.found,
  corrections: search.corrections.map(({ word, readAs }) => ({ word, read_as: readAs })),
  dense: search.dense,
  dense_unavailable: search.denseUnavailable ?? null,
  rerank: search.rerank ?? null,
  took_ms: search.tookMs,
});

export const toReceiptModelDto = (model: ReceiptValue['model']) =>
  model && {
    name: model.name,
    parameters: model.parameters && {
      temperature: model.parameters.temperature,
      max_output_tokens: model.parameters.maxOutputTokens,
    },
  };

const toCostDto = (cost: ReceiptValue['cost']) =>
  cost && {
    amount: cost.amount,
    currency: cost.currency,
    input_per_million: cost.inputPerMillion,
    output_per_million: cost.outputPerMillion,
    price_version: cost.priceVersion,
  };

const toTimingsDto = (timings: ReceiptValue['timings']) => ({
  understanding_ms: timings.understandingMs,
  searching_ms: timings.searchingMs,
  answering_ms: timings.answeringMs,
  first_token_ms: timings.firstTokenMs,
  total_ms: timings.totalMs,
});
