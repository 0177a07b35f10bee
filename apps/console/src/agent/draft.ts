import type { Schema } from '@app/client';

export type Settings = Schema<'AgentSettings'>;
export type SettingsInput = Schema<'SettingsInput'>;
type Rule = Settings['rules'][number];
type Look = Required<Settings['widget']>;

/** The settings while they are written: what is empty in a field is an empty text here, and nothing in the settings. */
export interface Draft {
  use: Settings['model']['use'];
  baseUrl: string;
  modelName: string;
  modelKey: string;
  language: string;
  tone: string;
  additions: string;
  greeting: string;
  refusal: string;
  handoff: string;
  handoffWhen: Settings['handoff_when'];
  rules: Rule[];
  color: string;
  theme: Look['theme'];
  side: Look['side'];
  privacyUrl: string;
  texts: WidgetWords[];
}

export interface WidgetWords {
  language: string;
  suggestions: string;
  labels: Record<string, string>;
}

/** How a part of the draft is shown and changed. */
export interface Part {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

export function draftOf(settings: Settings): Draft {
  const { model, widget } = settings;
  const texts = (widget.texts ?? []).map(({ language, suggestions, labels }) => ({
    language: language ?? '',
    suggestions: (suggestions ?? []).join('\n'),
    labels: labels ?? {},
  }));
  return {
    use: model.use,
    baseUrl: model.base_url ?? '',
    modelName: model.name ?? '',
    modelKey: '',
    language: settings.language ?? '',
    tone: settings.tone ?? '',
    additions: settings.additions ?? '',
    greeting: settings.greeting ?? '',
    refusal: settings.refusal ?? '',
    handoff: settings.handoff ?? '',
    handoffWhen: settings.handoff_when,
    rules: settings.rules,
    color: widget.color ?? '',
    theme: widget.theme ?? 'auto',
    side: widget.side ?? 'end',
    privacyUrl: widget.privacy_url ?? '',
    texts: texts.length > 0 ? texts : [{ language: '', suggestions: '', labels: {} }],
  };
}

/** The draft as the API takes it; what the page does not show stays as it is. */
export function inputOf(settings: Settings, draft: Draft): SettingsInput {
  return {
    model: modelOf(settings, draft),
    language: orNull(draft.language),
    tone: orNull(draft.tone),
    additions: orNull(draft.additions),
    greeting: orNull(draft.greeting),
    refusal: orNull(draft.refusal),
    handoff: orNull(draft.handoff),
    handoff_when: draft.handoffWhen,
    rules: draft.rules.map((rule) =>
      rule.kind === 'never_say' ? { ...rule, phrases: linesOf(rule.phrases.join('\n')) } : rule,
    ),
    floor: settings.floor,
    judge: settings.judge,
    max_ages: settings.max_ages,
    widget: {
      color: orNull(draft.color),
      theme: draft.theme,
      side: draft.side,
      privacy_url: orNull(draft.privacyUrl),
      texts: draft.texts
        .map(({ language, suggestions, labels }) => ({
          language: orNull(language),
          suggestions: linesOf(suggestions),
          labels,
        }))
        .filter((one) => one.suggestions.length > 0 || Object.keys(one.labels).length > 0),
    },
  };
}

function modelOf({ model }: Settings, draft: Draft): SettingsInput['model'] {
  if (draft.use !== 'own') return { use: draft.use };
  const key = draft.modelKey.trim();
  return {
    use: 'own',
    base_url: draft.baseUrl.trim(),
    name: draft.modelName.trim(),
    temperature: model.temperature,
    // left out, the key before is kept
    ...(key && { api_key: key }),
  };
}

const orNull = (text: string): string | null => text.trim() || null;

/** One entry for each line that says something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
