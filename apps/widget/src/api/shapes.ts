import type { LabelName } from '../labels.js';

/** What the API tells, as far as the widget reads it. */
export interface WidgetConfig {
  language: string;
  direction: 'ltr' | 'rtl';
  color: string | null;
  theme: 'auto' | 'light' | 'dark';
  side: 'end' | 'start';
  privacy_url: string | null;
  suggestions: string[];
  labels: Partial<Record<LabelName, string>>;
}

export interface Citation {
  number: number;
  url: string | null;
  title: string;
  quote: string;
}

export type Outcome = 'answered' | 'abstained' | 'handed_off' | 'small_talk' | 'failed';

export interface Message {
  id: string;
  role: 'user' | 'assistant' | 'human';
  content: string;
  outcome: Outcome | null;
  citations: Citation[];
  usage: { budget_step: string | null } | null;
  feedback: { rating: 'up' | 'down' } | null;
}

export type ConversationState = 'agent' | 'waiting_for_human' | 'human' | 'closed';

export interface Conversation {
  id: string;
  state: ConversationState;
}

export interface WidgetSession {
  token: string;
  expires_at: string;
}

export interface Slice<T> {
  items: T[];
  next_cursor: string | null;
}

export type AnswerEvent =
  | { name: 'status'; data: { stage: 'searching' | 'using_tool' | 'rechecking' | 'answering' } }
  | { name: 'token'; data: { text: string } }
  | { name: 'citation'; data: Citation }
  | { name: 'usage'; data: object }
  | { name: 'done'; data: Message }
  | { name: 'error'; data: { code: string; retryable: boolean } };
