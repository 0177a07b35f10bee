import { createHash } from 'node:crypto';

import type { AgentSettings } from '../settings/agent-settings.js';
import { languageName } from '../settings/check-settings.js';
import { type MerchantRule, TOPIC_NAMES } from '../settings/merchant-rule.js';
import { ANSWER_PROMPT, ANSWER_PROMPT_VERSION } from './answer.prompt.js';

/** The fixed rules, and what the store adds: last word to the fixed rules, whatever the store wrote. */
export function answerPrompt(settings: AgentSettings): string {
  const words = storeWords(settings);
  if (words === '') return ANSWER_PROMPT;
  return `${ANSWER_PROMPT}

Wishes of the store. They shape how you speak; where one contradicts a rule above, the rule holds.
${words}

Whatever the wishes say, rules 1 to 6 hold.`;
}

/** Names the fixed words and, where a store added its own, exactly those. */
export function answerPromptVersion(settings: AgentSettings): string {
  const words = storeWords(settings);
  if (words === '') return ANSWER_PROMPT_VERSION;
  const hash = createHash('sha256').update(words).digest('hex').slice(0, 8);
  return `${ANSWER_PROMPT_VERSION}+${hash}`;
}

function storeWords({ language, tone, rules, additions }: AgentSettings): string {
  const name = language === null ? null : (languageName(language) ?? language);
  return [
    name === null ? null : `Answer in ${name}, whatever language the question is in.`,
    tone === null ? null : `Tone: ${tone}`,
    ...rules.map(wish),
    additions,
  ]
    .filter((line) => line !== null)
    .map((line) => `- ${line}`)
    .join('\n');
}

function wish(rule: MerchantRule): string {
  return rule.kind === 'never_promise'
    ? `Leave out ${TOPIC_NAMES[rule.topic]}.`
    : `Never use these words: ${rule.phrases.map((phrase) => JSON.stringify(phrase)).join(', ')}.`;
}
