import type { AnswerEvents, Schema } from '@app/client';

/** What the API tells, by its document; types alone, so that nothing of the client comes into the script. */
export type WidgetConfig = Schema<'WidgetConfig'>;
/** As much of it as a shopper is shown. */
export type Citation = Pick<Schema<'Citation'>, 'number' | 'url' | 'title' | 'quote'>;
export type Message = Schema<'Message'>;
export type Conversation = Schema<'Conversation'>;
export type ConversationState = Conversation['state'];
export type WidgetSession = Schema<'WidgetSession'>;
export type MessageList = Schema<'MessageList'>;

export type AnswerEvent = {
  [Name in keyof AnswerEvents]: { name: Name; data: AnswerEvents[Name] };
}[keyof AnswerEvents];
