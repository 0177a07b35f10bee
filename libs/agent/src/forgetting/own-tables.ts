interface OwnTable {
  name: string;
  /** Names the conversation or message that the row belongs to. */
  column: string;
  of: 'conversations' | 'messages';
  /** Columns that nobody is shown. */
  secrets: readonly string[];
}

/** Every table with rows of a conversation or of a message of one. A spec holds it against the catalogue. */
export const ownTables: readonly OwnTable[] = [
  { name: 'conversations', column: 'id', of: 'conversations', secrets: [] },
  { name: 'messages', column: 'conversation_id', of: 'conversations', secrets: [] },
  { name: 'receipts', column: 'message_id', of: 'messages', secrets: [] },
  { name: 'message_feedback', column: 'message_id', of: 'messages', secrets: [] },
  {
    name: 'gap_questions',
    column: 'message_id',
    of: 'messages',
    secrets: ['vector', 'vector_model'],
  },
  { name: 'answer_runs', column: 'conversation_id', of: 'conversations', secrets: [] },
  { name: 'answer_events', column: 'message_id', of: 'messages', secrets: [] },
  { name: 'order_codes', column: 'conversation_id', of: 'conversations', secrets: ['code_hash'] },
  {
    name: 'shopper_tokens',
    column: 'conversation_id',
    of: 'conversations',
    secrets: ['token_hash'],
  },
  { name: 'usage_entries', column: 'conversation_id', of: 'conversations', secrets: [] },
];
