import { answerOutcomes, modelVerdicts, type Trial } from '@app/agent';
import { z } from 'zod';

import { Citation, toCitationDto, toUsageDto, Usage } from '../conversations/message.dto.js';
import { count } from '../http/input/fields.js';
import { text } from '../http/input/text.js';
import { SettingsInput } from './settings-input.dto.js';

export const TryAgentSettings = z
  .strictObject({
    question: text({ max: 4_000 })
      .describe('What a shopper would ask.')
      .meta({ example: 'How do I wash my pillow?' }),
    settings: SettingsInput,
  })
  .meta({ id: 'TryAgentSettings', description: 'A question, and settings that are not saved.' });
export type TryAgentSettingsDto = z.infer<typeof TryAgentSettings>;

const ModelCheck = z
  .object({
    verdict: z
      .enum(modelVerdicts)
      .describe('`ok`, `not_used` where answers are quotes, or why the model cannot be used.')
      .meta({ example: 'ok' }),
    name: z.string().nullable().describe('The model.').meta({ example: 'gpt-4o-mini' }),
    reason: z
      .string()
      .describe('The same in a sentence.')
      .meta({ example: 'The model answers and streams.' }),
    took_ms: count('Milliseconds until a first short reply of the model was whole.', 640),
  })
  .meta({ id: 'ModelCheck', description: 'Whether the model can be used.' });

const TriedAnswer = z
  .object({
    content: z.string().describe('The text.').meta({ example: 'Machine wash at 40 °C. [1]' }),
    outcome: z
      .enum(answerOutcomes)
      .describe('How the question was dealt with.')
      .meta({ example: 'answered' }),
    citations: z.array(Citation).describe('The pages it rests on.'),
    release: z
      .int()
      .nullable()
      .describe("The release of the store's knowledge that answered.")
      .meta({ example: 3 }),
    usage: Usage.describe('What it took.'),
  })
  .meta({ id: 'TriedAnswer', description: 'What a shopper would get.' });

export const AgentSettingsTrial = z
  .object({
    model: ModelCheck,
    answer: TriedAnswer.nullable().describe('The answer; null where the model cannot be used.'),
    took_ms: count('Milliseconds it took in all.', 1_900),
  })
  .meta({ id: 'AgentSettingsTrial', description: 'How settings would answer.' });
export type AgentSettingsTrialDto = z.infer<typeof AgentSettingsTrial>;

export const toAgentSettingsTrialDto = ({
  model,
  answer,
  tookMs,
}: Trial): AgentSettingsTrialDto => ({
  model: { verdict: model.verdict, name: model.name, reason: model.reason, took_ms: model.tookMs },
  answer: answer && {
    content: answer.content,
    outcome: answer.outcome,
    citations: answer.citations.map(toCitationDto),
    release: answer.release,
    usage: toUsageDto(answer.usage),
  },
  took_ms: tookMs,
});
