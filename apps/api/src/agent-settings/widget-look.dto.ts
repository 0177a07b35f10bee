import { PLAIN_WIDGET, type WidgetLook, widgetSides, widgetThemes } from '@app/agent';
import { z } from 'zod';

import { text } from '../http/input/text.js';
import { labelNames } from '../widget/labels/labels.js';

const mostLanguages = 20;
const mostSuggestions = 6;

export const suggestions = z
  .array(text({ max: 120 }))
  .max(mostSuggestions)
  .describe('Questions that are offered before the first is asked.')
  .meta({ example: ['How do I wash my pillow?', 'How long may I return it?'] });

export const labels = z
  .partialRecord(z.enum(labelNames), text({ max: 300 }))
  .describe('What it says, by name; what is left out stays as it is built in. No figures.')
  .meta({ example: { title: 'Ask the lamp people', welcome: 'Hello! How may we help?' } });

const WidgetTexts = z
  .strictObject({
    language: text({ max: 35 })
      .nullable()
      .describe('For pages in this language, as "de"; null: for all others.')
      .meta({ example: 'de' }),
    suggestions: suggestions.default([]),
    labels: labels.default({}),
  })
  .meta({ id: 'WidgetTexts', description: 'What the widget says in a language.' });

export const lookFields = {
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour as #rrggbb')
    .nullable()
    .describe('The colour of its buttons, as #rrggbb; texts on it get the contrast they need.')
    .meta({ example: '#1f6f5c' }),
  theme: z
    .enum(widgetThemes)
    .describe("Light, dark, or as the shopper's device is set.")
    .meta({ example: 'auto' }),
  side: z
    .enum(widgetSides)
    .describe('At the end of the line (right, where it is read from the left) or its start.')
    .meta({ example: 'end' }),
  privacy_url: z
    .url({ protocol: /^https?$/, error: 'Must be an http or https address' })
    .max(2_000)
    .nullable()
    .describe('Where your notice on privacy is, which the widget links.')
    .meta({ example: 'https://shop.example/privacy' }),
};

export const WidgetLookInput = z
  .strictObject({
    color: lookFields.color.default(PLAIN_WIDGET.color),
    theme: lookFields.theme.default(PLAIN_WIDGET.theme),
    side: lookFields.side.default(PLAIN_WIDGET.side),
    privacy_url: lookFields.privacy_url.default(PLAIN_WIDGET.privacyUrl),
    texts: z
      .array(WidgetTexts)
      .max(mostLanguages)
      .default([])
      .describe('Its words, one entry a language.'),
  })
  .meta({ id: 'WidgetLook', description: 'How the widget looks and speaks; public.' });
type WidgetLookDto = z.infer<typeof WidgetLookInput>;

export const fromWidgetLook = ({ privacy_url, texts, ...look }: WidgetLookDto): WidgetLook => ({
  ...look,
  privacyUrl: privacy_url,
  texts: texts.map((one) => ({ ...one, labels: one.labels as Record<string, string> })),
});

export const toWidgetLookDto = ({ privacyUrl, ...look }: WidgetLook): WidgetLookDto => ({
  ...look,
  privacy_url: privacyUrl,
});
