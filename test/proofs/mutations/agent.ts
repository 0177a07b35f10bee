import type { Mutation } from './mutation.js';

const streams = 'libs/agent/src/streaming/answer-streams.service.ts';
const runs = 'libs/agent/src/conversations/answer-run.service.ts';

const receipts = 'test/integration/agent-receipts.int-spec.ts';
const orders = 'test/integration/agent-orders.int-spec.ts';
const webhooks = 'test/integration/webhooks.int-spec.ts';
const gaps = 'test/integration/gaps.int-spec.ts';
const running = 'test/isolation/running-answers.spec.ts';

/** From a question to its answer, and what becomes of it. */
export const agentMutations: readonly Mutation[] = [
  {
    name: 'an answer that is being written is streamed to whoever knows its id',
    mode: 'an answer by its id alone',
    file: streams,
    edits: [
      [
        '    const { run, message } = await this.runs.get(scope, conversationId, messageId);\n    if (run) return',
        '    const here = this.writing.get(messageId);\n    if (here) return { messageId, events: (after, signal) => here.answer.after(after, signal) };\n    const { run, message } = await this.runs.get(scope, conversationId, messageId);\n    if (run) return',
      ],
    ],
    killedBy: [running],
  },
  {
    name: 'an answer that is being written is stopped by whoever knows its id',
    mode: 'an answer by its id alone',
    file: streams,
    edits: [
      [
        '    const { run, message } = await this.runs.get(scope, conversationId, messageId);\n    if (message) return message;',
        '    this.writing.get(messageId)?.answer.abort(answerCancelled());\n    const { run, message } = await this.runs.get(scope, conversationId, messageId);\n    if (message) return message;',
      ],
    ],
    killedBy: [running],
  },
  {
    name: 'an answer is read on in any conversation',
    mode: 'a conversation that is another’s',
    file: runs,
    edits: [
      [
        'await this.runs.findOne(scope, { conversationId, id });',
        'await this.runs.findOne(scope, { id });',
      ],
      [
        "await this.messages.findOne(scope, { conversationId, id, role: 'assistant' });",
        "await this.messages.findOne(scope, { id, role: 'assistant' });",
      ],
    ],
    killedBy: [running],
  },
  {
    name: 'a send is repeated by its key in any conversation',
    mode: 'a conversation that is another’s',
    file: runs,
    edits: [
      [
        'await this.runs.findOne(scope, { conversationId, idempotencyKey });',
        'await this.runs.findOne(scope, { idempotencyKey });',
      ],
    ],
    killedBy: [running],
  },
  {
    name: 'events of an answer are read by its id alone',
    mode: 'an answer by its id alone',
    file: 'libs/agent/src/conversations/answer-run.repository.ts',
    edits: [
      [
        'WHERE store_id = $1 AND message_id = $2 AND first_seq +',
        'WHERE $1::uuid IS NOT NULL AND message_id = $2 AND first_seq +',
      ],
    ],
    killedBy: ['test/e2e/resume.e2e-spec.ts'],
  },
  {
    name: 'a message that is written is found by its id alone',
    mode: 'an answer by its id alone',
    file: 'libs/agent/src/conversations/message.repository.ts',
    edits: [
      [
        '`SELECT ${COLUMNS} FROM messages WHERE store_id = $1 AND id = $2`',
        '`SELECT ${COLUMNS} FROM messages WHERE $1::uuid IS NOT NULL AND id = $2`',
      ],
    ],
    killedBy: ['test/integration/agent-answers.int-spec.ts'],
  },
  {
    name: 'conversations are listed of all stores',
    mode: 'a statement without the store',
    file: 'libs/agent/src/conversations/conversation.repository.ts',
    edits: [
      [
        'WHERE store_id = $1 AND ($5::text IS NULL OR state = $5)`',
        'WHERE ($1::uuid IS NULL OR $5::text IS NULL OR state = $5)`',
      ],
    ],
    killedBy: ['test/integration/agent-conversations.int-spec.ts'],
  },
  {
    name: 'a receipt is shown in any conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/receipts/receipt.repository.ts',
    edits: [
      [
        'WHERE m.store_id = $1 AND m.conversation_id = $2 AND m.id = $3',
        'WHERE m.store_id = $1 AND $2::uuid IS NOT NULL AND m.id = $3',
      ],
    ],
    killedBy: [receipts],
  },
  {
    name: 'a receipt is joined by its message alone',
    mode: 'a join without the store',
    file: 'libs/agent/src/receipts/receipt.repository.ts',
    edits: [['ON r.store_id = m.store_id AND r.message_id = m.id', 'ON r.message_id = m.id']],
    killedBy: [receipts],
  },
  {
    name: 'an answer is replayed in any conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/replaying/past-turn.repository.ts',
    edits: [
      [
        'await this.findOne(scope, { id: messageId, conversationId });',
        'await this.findOne(scope, { id: messageId });',
      ],
    ],
    killedBy: [receipts],
  },
  {
    name: 'a message is rated in any conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/conversations/conversation.service.ts',
    edits: [
      [
        'await this.messages.findOne(scope, { id, conversationId });',
        'await this.messages.findOne(scope, { id });',
      ],
    ],
    killedBy: [running],
  },
  {
    name: 'a store’s agent is the last one that was opened',
    mode: 'a cache without the store',
    file: 'libs/agent/src/settings/store-agents.ts',
    edits: [['const kept = this.kept.get(scope.storeId);', 'const [kept] = this.kept.values();']],
    killedBy: ['test/integration/agent-settings.int-spec.ts'],
  },
  {
    name: 'a code for an order is asked of any conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/orders/order-code.repository.ts',
    edits: [
      [
        'WHERE store_id = $1 AND conversation_id = $2 AND expires_at > now()`',
        'WHERE store_id = $1 AND $2::uuid IS NOT NULL AND expires_at > now()`',
      ],
    ],
    killedBy: [orders],
  },
  {
    name: 'a shopper’s token serves every conversation that shows it',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/orders/shopper-token.repository.ts',
    edits: [
      [
        'WHERE t.store_id = $1 AND t.conversation_id = excluded.conversation_id RETURNING',
        'WHERE t.store_id = $1 RETURNING',
      ],
    ],
    killedBy: [orders],
  },
  {
    name: 'events go to the webhook that was called last',
    mode: 'a cache without the store',
    file: 'libs/agent/src/webhooks/webhook-deliverer.service.ts',
    edits: [
      [
        'const webhook = await this.webhooks.findOne(scope, {});',
        'const webhook = (this.last ??= await this.webhooks.findOne(scope, {}));',
      ],
      [
        '  async attempt(',
        '  private last: Awaited<ReturnType<WebhookRepository["findOne"]>> = null;\n\n  async attempt(',
      ],
    ],
    killedBy: [webhooks],
  },
  {
    name: 'a delivery is opened for every store’s webhook',
    mode: 'a statement without the store',
    file: 'libs/agent/src/webhooks/webhook-delivery.repository.ts',
    edits: [
      [
        'SELECT store_id, $2, $3, now() FROM webhooks WHERE store_id = $1 RETURNING id',
        'SELECT store_id, $2, $3, now() FROM webhooks WHERE $1::uuid IS NOT NULL RETURNING id',
      ],
    ],
    killedBy: [webhooks],
  },
  {
    name: 'due deliveries are made in the store of the first of them',
    mode: 'a job in the wrong store',
    file: 'libs/agent/src/webhooks/webhook-sweep.ts',
    edits: [
      [
        'await this.queue.addFor(storeId, deliverWebhookJob,',
        'await this.queue.addFor(late[0]?.storeId ?? storeId, deliverWebhookJob,',
      ],
    ],
    killedBy: ['test/isolation/sweeps.spec.ts'],
  },
  {
    name: 'new questions are gathered in the first store that has some',
    mode: 'a job in the wrong store',
    file: 'libs/agent/src/gaps/gap-sweep.ts',
    edits: [
      [
        'for (const { storeId } of stores) await this.queue.addFor(storeId, gatherGapsJob, {});',
        'for (const _ of stores) await this.queue.addFor(String(stores[0]?.storeId), gatherGapsJob, {});',
      ],
    ],
    killedBy: ['test/isolation/sweeps.spec.ts'],
  },
  {
    name: 'questions of a gap are joined by their id alone',
    mode: 'a join without the store',
    file: 'libs/agent/src/gaps/gap-question.repository.ts',
    edits: [
      [
        'JOIN messages a ON a.store_id = p.store_id AND a.id = p.message_id',
        'JOIN messages a ON a.id = p.message_id',
      ],
    ],
    killedBy: [gaps],
  },
  {
    name: 'the questions of a gap are counted over all stores',
    mode: 'a count over all stores',
    file: 'libs/agent/src/gaps/gap.repository.ts',
    edits: [
      [
        'JOIN gap_questions q ON q.store_id = g.store_id AND q.gap_id = g.id',
        'JOIN gap_questions q ON q.gap_id = g.id',
      ],
    ],
    killedBy: [gaps],
  },
  {
    name: 'the allowance of a tool is used up by all stores together',
    mode: 'a count over all stores',
    file: 'libs/agent/src/tools/tool-count.repository.ts',
    edits: [
      [
        "'SELECT uses FROM tool_counts WHERE store_id = $1 AND key = $2 AND ends_at >= now()'",
        "'SELECT uses FROM tool_counts WHERE $1::uuid IS NOT NULL AND key = $2 AND ends_at >= now()'",
      ],
    ],
    killedBy: ['test/integration/tool-budget.int-spec.ts'],
  },
];
