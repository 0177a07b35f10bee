import { findFigures } from '../grounding/figures/find-figures.js';
import type { AgentSettings } from './agent-settings.js';
import { phraseWords } from './broken-rule.js';
import { settingRefused } from './settings.errors.js';
import type { WidgetTexts } from './widget-look.js';

const CLAIM = 'holds a figure, which a shopper would take for a promise; say it without';
const TEXTS = ['refusal', 'greeting', 'handoff'] as const;

/** What no shape can tell: throws AGENT_SETTING_REFUSED naming the first setting that cannot be kept, and why. */
export function checkSettings(settings: AgentSettings): void {
  for (const name of TEXTS) {
    if (claims(settings[name] ?? '')) throw settingRefused(name, CLAIM);
  }
  if (settings.language !== null && languageName(settings.language) === null) {
    throw settingRefused('language', 'names no language; use a tag such as "de" or "pt-BR"');
  }
  settings.rules.forEach((rule, i) => {
    const isEmpty =
      rule.kind === 'never_say' && rule.phrases.some((one) => phraseWords(one) === '');
    if (isEmpty) throw settingRefused(`rules.${i}.phrases`, 'has a phrase without a word in it');
  });
  settings.widget.texts.forEach((texts, i) => checkWidgetTexts(texts, `widget.texts.${i}`));
}

/** What its labels say cites nothing either; a title may be the name of a shop with a figure in it. */
function checkWidgetTexts({ language, labels }: WidgetTexts, place: string): void {
  if (language !== null && languageName(language) === null) {
    throw settingRefused(`${place}.language`, 'names no language; use a tag such as "de"');
  }
  for (const [name, label] of Object.entries(labels)) {
    if (name !== 'title' && claims(label)) throw settingRefused(`${place}.labels.${name}`, CLAIM);
  }
}

/** In English, for the prompt; null where the tag names no language. */
export function languageName(tag: string): string | null {
  try {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return names.of(tag) ?? null;
  } catch {
    return null;
  }
}

/** These texts cite nothing, so they may state nothing that would have to stand in a page. An address may be named. */
function claims(text: string): boolean {
  const figures = findFigures(text).filter(({ kind }) => kind !== 'link' && kind !== 'email');
  return figures.length > 0 || /[\p{Nd}%\p{Sc}]/u.test(withoutAddresses(text));
}

function withoutAddresses(text: string): string {
  return text.replaceAll(/\S+@\S+|https?:\/\/\S+/gu, '');
}
