import { textsIn, type WidgetLook } from '@app/agent';
import { z } from 'zod';

import { labels, lookFields, suggestions } from '../agent-settings/widget-look.dto.js';
import { labelsIn } from './labels/labels-in.js';

const fallback = 'en';
/** Written from right to left. */
const rightToLeft = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'dv', 'yi', 'ckb']);

export const WidgetConfigQuery = z.object({
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}$/, 'Must be a language tag, as "de" or "pt-BR"')
    .default(fallback)
    .describe('The language of the page that shows the widget.')
    .meta({ example: 'de' }),
});
export type WidgetConfigQueryDto = z.infer<typeof WidgetConfigQuery>;

export const WidgetConfig = z
  .object({
    language: z
      .string()
      .describe('What it speaks: the language asked for, or English where it has no words in it.')
      .meta({ example: 'de' }),
    direction: z
      .enum(['ltr', 'rtl'])
      .describe('In which direction that is read.')
      .meta({ example: 'ltr' }),
    ...lookFields,
    suggestions,
    labels,
  })
  .meta({ id: 'WidgetConfig', description: 'All that a widget is told before anybody writes.' });
export type WidgetConfigDto = z.infer<typeof WidgetConfig>;

/** The words of the language, and over them those of the store. */
export function toWidgetConfigDto(look: WidgetLook, wanted: string): WidgetConfigDto {
  const { suggestions: offered, labels: own } = textsIn(look, wanted);
  const builtIn = labelsIn(wanted);
  const language = builtIn || speaks(look, wanted) ? wanted : fallback;
  return {
    language,
    direction: rightToLeft.has(primary(language)) ? 'rtl' : 'ltr',
    color: look.color,
    theme: look.theme,
    side: look.side,
    privacy_url: look.privacyUrl,
    suggestions: offered,
    labels: { ...builtIn, ...own },
  };
}

const primary = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';

const speaks = ({ texts }: WidgetLook, wanted: string): boolean =>
  texts.some(({ language }) => language !== null && primary(language) === primary(wanted));
