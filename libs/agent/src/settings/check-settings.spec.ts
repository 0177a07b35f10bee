import { type AgentSettings, NO_SETTINGS } from './agent-settings.js';
import { checkSettings } from './check-settings.js';

const fieldOf = (changes: Partial<AgentSettings>): unknown => {
  try {
    checkSettings({ ...NO_SETTINGS, ...changes });
    return null;
  } catch (error) {
    return (error as { details?: { field?: string } }).details?.field;
  }
};

describe('checkSettings', () => {
  it.each<Partial<AgentSettings>>([
    {},
    { refusal: 'I cannot say. Please write to help@shop24.example.' },
    { greeting: 'Hello! How may I help?', language: 'de' },
    { language: 'pt-BR' },
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
    ['rules.0.phrases', { rules: [{ name: 'x', kind: 'never_say', phrases: ['!!'] }] }],
  ])('refuses %s of %j', (field, changes) => {
    expect(fieldOf(changes)).toBe(field);
  });
});
