import { z } from 'zod';

import { modelName } from './chat-completion-request.dto.js';

const Model = z
  .object({
    id: z.string().describe('What a request names.').meta({ example: modelName }),
    object: z.literal('model').describe('Always the same.').meta({ example: 'model' }),
    created: z.int().describe('Always 0.').meta({ example: 0 }),
    owned_by: z.string().describe('Always the same.').meta({ example: modelName }),
    answers_with: z
      .string()
      .nullable()
      .describe(
        "The language model that words the answers; null where they are quotes of the store's pages.",
      )
      .meta({ example: 'gpt-4o-mini' }),
  })
  .meta({ id: 'Model', description: 'What can be asked.' });

export const ModelList = z
  .object({
    object: z.literal('list').describe('Always the same.').meta({ example: 'list' }),
    data: z.array(Model).describe('One.'),
  })
  .meta({ id: 'ModelList', description: "The models, in OpenAI's format." });
export type ModelListDto = z.infer<typeof ModelList>;

export const toModelListDto = (answersWith: string | null): ModelListDto => ({
  object: 'list',
  data: [
    {
      id: modelName,
      object: 'model',
      created: 0,
      owned_by: modelName,
      answers_with: answersWith,
    },
  ],
});
