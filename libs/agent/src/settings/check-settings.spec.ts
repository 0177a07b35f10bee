import { type AgentSettings, NO_SETTINGS } from './agent-settings.js';
import { checkSettings } from './check-settings.js';
import { PLAIN_WIDGET } from './widget-look.js';

const fieldOf = (changes: Partial<AgentSettings>): unknown => {
  try {
    checkSettings({ ...NO_SETTINGS, ...changes });
    return null;
  } catch (error) {
    return (error as { details?: { field?: string } }).details?.field;
  }
};

const widgetOf = (labels: Record<string, string>, language: string | null = null) => ({
  ...PLAIN_WIDGET,
  texts: [{ language, suggestions: [], labels }],
});

describe('checkSettings', () => {
  it.each<Partial<AgentSettings>>([
    {},
    { refusal: 'I cannot say. Please write to help@shop24.example.' },
    { greeting: 'Hello! How may I help?', language: 'de' },
    { language: 'pt-BR' },
    { widget: widgetOf({ title: 'Lamps 24', welcome: 'Hello!' }, 'de') },
    { rules: [{ name: 'x', kind: 'never_say', phrases: ['best price'] }] },
  ])('takes %j', (changes) => {
    expect(fieldOf(changes)).toBeNull();
  });

  it.each<[string, Partial<AgentSettings>]>([
    ['refusal', { refusal: 'We answer within 24 hours.' }],
    ['refusal', { refusal: 'Take 10% with the code WELCOME.' }],
    ['refusal', { refusal: 'Use the code WELCOME.' }],
    ['greeting', { greeting: 'Everything for ٥ or less!' }],
    ['handoff', { handoff: 'Call (555) 012-3456.' }],
    ['language', { language: 'klingonese-x' }],
    ['language', { language: 'qq' }],
    ['widget.texts.0.labels.welcome', { widget: widgetOf({ welcome: 'An answer in 5 minutes' }) }],
    ['widget.texts.0.language', { widget: widgetOf({}, 'qq') }],
    ['rules.0.phrases', { rules: [{ name: 'x', kind: 'never_say', phrases: ['!!'] }] }],
  ])('refuses %s of %j', (field, changes) => {
    expect(fieldOf(changes)).toBe(field);
  });
});
