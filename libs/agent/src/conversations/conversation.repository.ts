import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound } from '../agent.errors.js';
import { Conversation, type ConversationState } from './conversation.entity.js';

export interface StateMove {
  from: readonly ConversationState[];
  to: ConversationState;
}

export interface HandoffWish {
  contact?: string;
  note?: string;
}

const COLUMNS = `id, store_id AS "storeId", shopper_id AS "shopperId", session_id AS "sessionId", metadata, state,
  handed_off_at AS "handedOffAt", handoff_contact AS "handoffContact", handoff_note AS "handoffNote",
  last_seq AS "lastSeq", answering_id AS "answeringId", answering_until AS "answeringUntil",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/**
 * What a scope with a shopper finds, whose parameters start at `$n`: what its session began, and with the bare key what none
 * did. A conversation never changes its session.
 */
const isOpenTo = (n: number) =>
  `($${n}::boolean OR session_id IS NOT DISTINCT FROM $${n + 1}::uuid)`;
const openTo = ({ shopper }: StoreScope) => [shopper === undefined, shopper?.sessionId ?? null];

/**
 * Rows of conversations, and the claim that lets one answer at a time be written. What a widget may call begins with `get`,
 * `claim` or `lockState`, to which another shopper's conversation is missing.
 */
@Injectable()
export class ConversationRepository extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  override async get(scope: StoreScope, id: string): Promise<Conversation> {
    const [row] = await this.rows<Conversation>(
      scope,
      `SELECT ${COLUMNS} FROM conversations WHERE store_id = $1 AND id = $2 AND ${isOpenTo(3)}`,
      [id, ...openTo(scope)],
    );
    if (!row) throw conversationNotFound(id);
    return row;
  }

  /** The newest first, of one state or of all. */
  list(
    scope: StoreScope,
    { state, ...options }: SliceOptions & { state?: ConversationState },
  ): Promise<ListSlice<Conversation>> {
    return this.slice(
      scope,
      `SELECT ${COLUMNS} FROM conversations
       WHERE store_id = $1 AND ($5::text IS NULL OR state = $5)`,
      { ...options, params: [state ?? null] },
      'DESC',
    );
  }

  /**
   * Takes the conversation for one answer and reserves the places of the question and of the answer. Null where another
   * answer is under way or the conversation is closed; one statement, so that of two at the same moment exactly one wins.
   * The state that it had then says who answers.
   */
  async claim(
    scope: StoreScope,
    id: string,
    claim: { answeringId: string; seconds: number },
  ): Promise<Pick<Conversation, 'lastSeq' | 'state'> | null> {
    const [row] = await this.rows<Pick<Conversation, 'lastSeq' | 'state'>>(
      scope,
      `UPDATE conversations
       SET answering_id = $3, answering_until = now() + make_interval(secs => $4),
         last_seq = last_seq + 2, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND state <> 'closed'
         AND (answering_until IS NULL OR answering_until < now()) AND ${isOpenTo(5)}
       RETURNING last_seq AS "lastSeq", state`,
      [id, claim.answeringId, claim.seconds, ...openTo(scope)],
    );
    return row ?? null;
  }

  /** Holds the claim for longer; false where it is no longer this answer's, because somebody else ended it. */
  async renew(
    scope: StoreScope,
    id: string,
    claim: { answeringId: string; seconds: number },
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE conversations SET answering_until = now() + make_interval(secs => $4)
       WHERE store_id = $1 AND id = $2 AND answering_id = $3 RETURNING id`,
      [id, claim.answeringId, claim.seconds],
    );
    return rows.length > 0;
  }

  /** Frees the conversation, unless the claim ran out and somebody else holds it by now. */
  async release(scope: StoreScope, id: string, answeringId: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE conversations SET answering_id = NULL, answering_until = NULL, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND answering_id = $3`,
      [id, answeringId],
    );
  }

  /** Compare and set: null where the state is none of `from`, or the conversation is missing. */
  async move(scope: StoreScope, id: string, { from, to }: StateMove): Promise<Conversation | null> {
    const [row] = await this.rows<Conversation>(
      scope,
      `UPDATE conversations SET state = $4, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND state = ANY($3) RETURNING ${COLUMNS}`,
      [id, [...from], to],
    );
    return row ?? null;
  }

  /** Compare and set from `agent`; null where somebody else has the conversation already. */
  async handOff(
    scope: StoreScope,
    id: string,
    { contact, note }: HandoffWish = {},
  ): Promise<Conversation | null> {
    const [row] = await this.rows<Conversation>(
      scope,
      `UPDATE conversations SET state = 'waiting_for_human', handed_off_at = now(), updated_at = now(),
         handoff_contact = coalesce($3, handoff_contact), handoff_note = coalesce($4, handoff_note)
       WHERE store_id = $1 AND id = $2 AND state = 'agent' RETURNING ${COLUMNS}`,
      [id, contact ?? null, note ?? null],
    );
    return row ?? null;
  }

  /** Adds to a wish for a person that is open; null where there is none. */
  async noteWish(
    scope: StoreScope,
    id: string,
    { contact, note }: HandoffWish,
  ): Promise<Conversation | null> {
    const [row] = await this.rows<Conversation>(
      scope,
      `UPDATE conversations SET updated_at = now(),
         handoff_contact = coalesce($3, handoff_contact), handoff_note = coalesce($4, handoff_note)
       WHERE store_id = $1 AND id = $2 AND state IN ('waiting_for_human', 'human')
       RETURNING ${COLUMNS}`,
      [id, contact ?? null, note ?? null],
    );
    return row ?? null;
  }

  /** Keeps the state as it is until the transaction ends. Throws AGENT_CONVERSATION_NOT_FOUND. */
  async lockState(scope: StoreScope, id: string): Promise<ConversationState> {
    const [row] = await this.rows<Pick<Conversation, 'state'>>(
      scope,
      `SELECT state FROM conversations WHERE store_id = $1 AND id = $2 AND ${isOpenTo(3)} FOR UPDATE`,
      [id, ...openTo(scope)],
    );
    if (!row) throw conversationNotFound(id);
    return row.state;
  }

  /** Reserves the place of a person's message; null unless a person has the conversation. */
  async nextHumanSeq(scope: StoreScope, id: string): Promise<number | null> {
    const [row] = await this.rows<Pick<Conversation, 'lastSeq'>>(
      scope,
      `UPDATE conversations SET last_seq = last_seq + 1, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND state = 'human' RETURNING last_seq AS "lastSeq"`,
      [id],
    );
    return row?.lastSeq ?? null;
  }

  protected notFound(id: string) {
    return conversationNotFound(id);
  }
}
