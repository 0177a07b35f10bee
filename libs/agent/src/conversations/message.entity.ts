import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { GivenFeedback } from '../feedback/feedback.entity.js';
import type { Citation } from './citation.js';
import type { Usage } from './usage.js';

export const messageRoles = ['user', 'assistant', 'human'] as const;
export type MessageRole = (typeof messageRoles)[number];

export const answerOutcomes = [
  'answered',
  'abstained',
  'handed_off',
  'small_talk',
  'failed',
] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** One message of a conversation; the assistant's carry what they rest on, what they cost and how they ended. */
@Entity('messages')
export class Message extends StoreOwnedEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  /** Its place in the conversation, from 1. */
  @Column({ type: 'integer' })
  seq: number;

  @Column({ type: 'text' })
  role: MessageRole;

  @Column({ type: 'text' })
  content: string;

  /** Null on what a shopper or a person of the store wrote. */
  @Column({ type: 'text', nullable: true })
  outcome: AnswerOutcome | null;

  @Column({ type: 'jsonb', default: () => `'[]'` })
  citations: Citation[];

  /** The release of the store's knowledge that was searched. */
  @Column({ type: 'integer', nullable: true })
  release: number | null;

  @Column({ type: 'jsonb', nullable: true })
  usage: Usage | null;

  @Column({ name: 'latency_ms', type: 'integer', nullable: true })
  latencyMs: number | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode: string | null;

  /** Of a table of its own; only lists of messages bring it along. */
  feedback?: GivenFeedback | null;
}
