/** What the widget says by itself, by name; it brings the English words along, so that it can speak without us. */
export const labelNames = [
  ...['title', 'welcome', 'notice', 'privacy', 'open', 'close', 'unread'],
  ...['question', 'placeholder', 'send', 'stop', 'suggestions', 'messages'],
  ...['you', 'agent', 'team', 'searching', 'using_tool', 'rechecking', 'answering', 'stopped'],
  ...['sources', 'source', 'helpful', 'unhelpful', 'thanks', 'why'],
  ...['wrong', 'incomplete', 'outdated', 'other'],
  ...['person', 'person_hint', 'contact', 'note', 'ask_person', 'cancel', 'waiting', 'joined'],
  ...['offline', 'failed', 'unavailable', 'retry', 'too_many', 'closed', 'restart'],
] as const;
export type LabelName = (typeof labelNames)[number];
export type Labels = Readonly<Record<LabelName, string>>;
