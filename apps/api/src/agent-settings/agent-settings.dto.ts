import { type CurrentSettings, modelUses } from '@app/agent';
import { z } from 'zod';

import { sliceOf, time } from '../http/input/fields.js';
import { settingsFields } from './settings-input.dto.js';
import { toWidgetLookDto } from './widget-look.dto.js';

const largest = 2 ** 31 - 1;

export const SettingsVersion = z.coerce
  .number()
  .int()
  .min(1)
  .max(largest)
  .describe('The version, as the list of versions shows it.')
  .meta({ example: 2 });

const StoredModel = z
  .object({
    use: z
      .enum(modelUses)
      .describe("`default`: the operator's; `quotes`: none; `own`: the store's own.")
      .meta({ example: 'own' }),
    base_url: z
      .string()
      .nullable()
      .describe("Where the store's own model is; null for another choice.")
      .meta({ example: 'https://api.openai.com/v1' }),
    name: z
      .string()
      .nullable()
      .describe("What the store's own model is called; null for another choice.")
      .meta({ example: 'gpt-4o-mini' }),
    temperature: z
      .number()
      .nullable()
      .describe('How freely it words its answers; null: 0.')
      .meta({ example: 0 }),
    api_key: z
      .object({
        is_set: z.boolean().describe('Whether a key is kept.').meta({ example: true }),
        last4: z
          .string()
          .nullable()
          .describe('Its last four characters; null where it has fewer than twelve, or is not set.')
          .meta({ example: 'x7Qa' }),
      })
      .describe('The key is never returned.'),
  })
  .meta({ id: 'AgentModel', description: 'Which model answers.' });

export const AgentSettings = z
  .object({
    version: z
      .int()
      .min(0)
      .describe('The version; 0 where the store has set nothing.')
      .meta({ example: 3 }),
    note: z
      .string()
      .nullable()
      .describe('Why it was made, for people.')
      .meta({ example: 'Warmer tone' }),
    created_at: time('When it was made; null for version 0.').nullable(),
    model: StoredModel,
    ...settingsFields,
  })
  .meta({ id: 'AgentSettings', description: "How a store's agent answers." });
export type AgentSettingsDto = z.infer<typeof AgentSettings>;

export const AgentSettingsList = sliceOf('AgentSettingsList', AgentSettings);

export function toAgentSettingsDto(current: CurrentSettings): AgentSettingsDto {
  const { version, note, createdAt } = current;
  const { model: _, floor, maxAges, handoffWhen, widget, ...texts } = current.settings;
  return {
    version,
    note,
    created_at: createdAt?.toISOString() ?? null,
    model: toModelDto(current),
    ...texts,
    handoff_when: handoffWhen,
    floor: floor && toFloorDto(floor),
    max_ages: {
      prices_hours: maxAges.prices,
      policies_hours: maxAges.policies,
      others_hours: maxAges.others,
    },
    widget: toWidgetLookDto(widget),
  };
}

function toModelDto({ settings: { model }, hasKey, keyHint }: CurrentSettings) {
  const { use } = model;
  const api_key = { is_set: hasKey, last4: keyHint };
  if (use !== 'own') return { use, base_url: null, name: null, temperature: null, api_key };
  return {
    use,
    base_url: model.baseUrl,
    name: model.name,
    temperature: model.temperature,
    api_key,
  };
}

const toFloorDto = (floor: NonNullable<CurrentSettings['settings']['floor']>) => ({
  value: floor.value,
  precision: floor.precision,
  recall: floor.recall,
  questions: floor.questions,
  calibrated_at: floor.calibratedAt,
});
