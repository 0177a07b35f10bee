import {
  type AgentSettings,
  handoffMoments,
  judgeUses,
  LONGEST_AGE,
  MAX_AGES,
  type MaxAges,
  type ModelChoice,
  promiseTopics,
  type SettingsChange,
  type SettingsDraft,
} from '@app/agent';
import { z } from 'zod';

import { time } from '../http/input/fields.js';
import { text } from '../http/input/text.js';
import { fromWidgetLook, WidgetLookInput } from './widget-look.dto.js';

const ruleName = text({ max: 100 })
  .describe('What you call the rule.')
  .meta({ example: 'No delivery dates' });

const MerchantRule = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        name: ruleName,
        kind: z
          .literal('never_promise')
          .describe('Nothing is said of a topic.')
          .meta({ example: 'never_promise' }),
        topic: z
          .enum(promiseTopics)
          .describe('What is never promised, recognised in English, German, French and others.')
          .meta({ example: 'delivery_dates' }),
      })
      .meta({ id: 'NeverPromise', description: 'A topic that no sentence may speak of.' }),
    z
      .strictObject({
        name: ruleName,
        kind: z
          .literal('never_say')
          .describe('Words that are never said.')
          .meta({ example: 'never_say' }),
        phrases: z
          .array(text({ max: 200 }))
          .min(1)
          .max(50)
          .describe('Whole words or phrases; case, punctuation and emphasis do not matter.')
          .meta({ example: ['best price', 'guaranteed'] }),
      })
      .meta({ id: 'NeverSay', description: 'Words that no sentence may hold.' }),
  ])
  .meta({ id: 'MerchantRule', description: 'A sentence that breaks a rule is not shown.' });

const share = (description: string, example: number) =>
  z.number().min(0).max(1).describe(description).meta({ example });

const Floor = z
  .strictObject({
    value: share('Evidence below which the agent says that it does not know.', 0.35),
    precision: share('Share of its answers on those questions that were right to give.', 0.97),
    recall: share('Share of the answerable questions that it answered.', 0.9),
    questions: z.int().min(0).describe('Questions it was found on.').meta({ example: 60 }),
    calibrated_at: time('When it was found.'),
  })
  .meta({ id: 'EvidenceFloor', description: "A floor of the store's own, for answers in quotes." });

const words = (max: number, description: string, example: string) =>
  text({ max }).nullable().describe(description).meta({ example });

const hours = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .max(LONGEST_AGE)
    .default(example)
    .describe(`${description}, in hours; 0: it is never asked for.`)
    .meta({ example });

const MaxAgesInput = z
  .strictObject({
    prices_hours: hours('For questions about prices and stock', MAX_AGES.prices),
    policies_hours: hours('For returns, shipping and other policies', MAX_AGES.policies),
    others_hours: hours('For all other questions', MAX_AGES.others),
  })
  .meta({
    id: 'MaxAges',
    description:
      'How old a page may be before its site is asked, within 1.5 s, whether it changed.',
  });

/** What is read and written alike. */
export const settingsFields = {
  language: words(35, "The language of every answer; null: the shopper's.", 'de'),
  tone: words(300, 'How a language model should sound.', 'Warm, brief, no exclamation marks'),
  additions: words(
    2_000,
    'More for the language model. The fixed rules stand above it and win.',
    'Call our customers guests.',
  ),
  rules: z
    .array(MerchantRule)
    .max(30)
    .describe('What is never said; enforced on each sentence, whatever the model writes.'),
  refusal: words(
    500,
    'Said in the place of "I don\'t know"; holds no figures.',
    'I am not sure. Please write to help@shop.example.',
  ),
  greeting: words(500, 'The answer to a greeting; holds no figures.', 'Hello! How may I help?'),
  handoff: words(
    500,
    'Said where a person takes over; holds no figures.',
    'A colleague will help.',
  ),
  handoff_when: z
    .enum(handoffMoments)
    .describe(
      '`asked`: a person is asked for where the shopper wants one; `unanswered`: also where the agent does not know, in the same message. The answer stays `abstained`, the conversation waits for a person.',
    )
    .meta({ example: 'asked' }),
  floor: Floor.nullable().describe('A floor of the store’s own; null: the built-in one.'),
  judge: z
    .enum(judgeUses)
    .describe(
      '`model`: once an answer is written, its model is asked what of it the excerpts say; the rest is not shown. One more call, and nothing is shown before.',
    )
    .meta({ example: 'off' }),
  max_ages: MaxAgesInput.describe('How old the page may be that an answer rests on.'),
  widget: WidgetLookInput.describe('How the widget looks and speaks; everybody can read it.'),
};

const apiKey = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'Must hold printable ASCII characters only, without spaces')
  .nullable()
  .optional()
  .describe(
    'The key of the model server, encrypted at rest and never returned. Left out, the key before is kept as long as `base_url` stays the same; null: no key.',
  )
  .meta({ example: 'sk-example' });

const ModelInput = z
  .discriminatedUnion('use', [
    z
      .strictObject({
        use: z.literal('default').describe("The operator's model.").meta({ example: 'default' }),
      })
      .meta({ id: 'DefaultModel', description: "The operator's model, or quotes without one." }),
    z
      .strictObject({ use: z.literal('quotes').describe('No model.').meta({ example: 'quotes' }) })
      .meta({ id: 'QuotesOnly', description: 'Answers are quotes of the pages.' }),
    z
      .strictObject({
        use: z.literal('own').describe("The store's own model.").meta({ example: 'own' }),
        base_url: text({ max: 2_000 })
          .describe("Where the server is that speaks OpenAI's chat completions: https, public.")
          .meta({ example: 'https://api.openai.com/v1' }),
        name: text({ max: 200 })
          .describe('What the server calls the model.')
          .meta({ example: 'gpt-4o-mini' }),
        temperature: z
          .number()
          .min(0)
          .max(2)
          .nullable()
          .default(null)
          .describe('How freely it words its answers; null: 0.')
          .meta({ example: 0 }),
        api_key: apiKey,
      })
      .meta({ id: 'OwnModel', description: 'A model of the store, under its key.' }),
  ])
  .meta({ id: 'ModelChoice', description: 'Which model answers.' });

const settingsInput = {
  model: ModelInput.default({ use: 'default' }).describe('Which model answers.'),
  language: settingsFields.language.default(null),
  tone: settingsFields.tone.default(null),
  additions: settingsFields.additions.default(null),
  rules: settingsFields.rules.default([]),
  refusal: settingsFields.refusal.default(null),
  greeting: settingsFields.greeting.default(null),
  handoff: settingsFields.handoff.default(null),
  handoff_when: settingsFields.handoff_when.default('asked'),
  floor: settingsFields.floor.default(null),
  judge: settingsFields.judge.default('off'),
  max_ages: settingsFields.max_ages.prefault({}),
  widget: settingsFields.widget.prefault({}),
};

export const ReplaceAgentSettings = z
  .strictObject({
    version: z
      .int()
      .min(0)
      .optional()
      .describe('The version you read; if another is current by now, nothing is changed (409).')
      .meta({ example: 2 }),
    note: text({ max: 500 })
      .nullable()
      .default(null)
      .describe('Why you change it, for people.')
      .meta({ example: 'Warmer tone' }),
    ...settingsInput,
  })
  .meta({
    id: 'ReplaceAgentSettings',
    description: 'All settings; what is left out goes back to its default.',
  });
export type ReplaceAgentSettingsDto = z.infer<typeof ReplaceAgentSettings>;

export const SettingsInput = z
  .strictObject(settingsInput)
  .meta({ id: 'SettingsInput', description: 'Settings that are not saved.' });
type SettingsInputDto = z.infer<typeof SettingsInput>;

export const fromReplaceAgentSettings = (body: ReplaceAgentSettingsDto): SettingsChange => {
  const { version, note, ...settings } = body;
  return { ...fromSettingsInput(settings), note, version };
};

export function fromSettingsInput({
  model,
  floor,
  max_ages,
  handoff_when: handoffWhen,
  widget,
  ...texts
}: SettingsInputDto): SettingsDraft {
  const settings: AgentSettings = {
    ...texts,
    handoffWhen,
    maxAges: fromMaxAges(max_ages),
    widget: fromWidgetLook(widget),
    model: fromModel(model),
    floor: floor && fromFloor(floor),
  };
  return { settings, apiKey: model.use === 'own' ? model.api_key : undefined };
}

function fromModel(model: SettingsInputDto['model']): ModelChoice {
  if (model.use !== 'own') return model;
  const { use, base_url: baseUrl, name, temperature } = model;
  return { use, baseUrl, name, temperature };
}

const fromMaxAges = (ages: z.infer<typeof MaxAgesInput>): MaxAges => ({
  prices: ages.prices_hours,
  policies: ages.policies_hours,
  others: ages.others_hours,
});

const fromFloor = ({ calibrated_at, ...floor }: z.infer<typeof Floor>) => ({
  ...floor,
  calibratedAt: calibrated_at,
});
