import type { Mutation } from './mutation.js';

const routes = 'test/isolation/routes.spec.ts';
const mcp = 'test/e2e/mcp-door.e2e-spec.ts';
const openai = 'test/e2e/openai-door.e2e-spec.ts';

/** The doors of the API. */
export const doorMutations: readonly Mutation[] = [
  {
    name: 'a store’s key lists all stores',
    mode: 'a guard that stands open',
    file: 'apps/api/src/stores/stores.controller.ts',
    edits: [
      [
        "    needs: 'admin',\n    summary: 'List stores',",
        "    needs: 'settings',\n    summary: 'List stores',",
      ],
    ],
    killedBy: [routes],
  },
  {
    name: 'the list of conversations needs no key',
    mode: 'a guard that stands open',
    file: 'apps/api/src/conversations/conversations.controller.ts',
    edits: [
      ['  async listConversations(', "  @Public('nothing')\n  async listConversations("],
      [
        'import { CurrentPrincipal, CurrentStore, type Principal,',
        'import { CurrentPrincipal, CurrentStore, Public, type Principal,',
      ],
    ],
    killedBy: [routes],
  },
  {
    name: 'a widget key lists all conversations',
    mode: 'a guard that stands open',
    file: 'apps/api/src/conversations/conversations.controller.ts',
    edits: [
      [
        "    needs: 'conversations',\n    summary: 'List conversations',",
        "    needs: 'chat',\n    summary: 'List conversations',",
      ],
    ],
    killedBy: ['test/isolation/widget-keys.spec.ts'],
  },
  {
    name: 'every session of a store opens every conversation of it',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/conversations/conversation.repository.ts',
    edits: [['shopper === undefined, ', 'true, ']],
    killedBy: ['test/isolation/shopper-sessions.spec.ts'],
  },
  {
    name: 'the bare widget key opens what sessions began',
    mode: 'a conversation that is another’s',
    file: 'libs/tenancy/src/scope/store.guard.ts',
    edits: [
      ["principal.kind === 'widget' ?", "principal.kind === 'widget' && principal.session ?"],
    ],
    killedBy: ['test/isolation/shopper-sessions.spec.ts'],
  },
  {
    name: 'a question may be put into another shopper’s conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/conversations/conversation.repository.ts',
    edits: [[' AND ${isOpenTo(5)}\n', ' AND ($5 OR $6::uuid IS NULL OR true)\n']],
    killedBy: ['test/isolation/shopper-sessions.spec.ts'],
  },
  {
    name: 'a person may be asked for in another shopper’s conversation',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/conversations/conversation.repository.ts',
    edits: [['AND ${isOpenTo(3)} FOR UPDATE', 'AND ($3 OR $4::uuid IS NULL OR true) FOR UPDATE']],
    killedBy: ['test/isolation/shopper-sessions.spec.ts'],
  },
  {
    name: 'who knows the key of a send reads its answer',
    mode: 'a conversation that is another’s',
    file: 'libs/agent/src/conversations/answer-run.service.ts',
    edits: [
      [
        '    if (run === null) return null;\n    await this.conversations.get(scope, conversationId);\n',
        '    if (run === null) return null;\n',
      ],
    ],
    killedBy: ['test/isolation/shopper-sessions.spec.ts'],
  },
  {
    name: 'the tools of MCP are those of their first caller',
    mode: 'a cache without the store',
    file: 'apps/api/src/mcp/mcp-tools.ts',
    edits: [
      [
        '  serve(call: McpCall): McpServer {\n',
        '  private first?: McpCall;\n\n  serve(given: McpCall): McpServer {\n    const call = { ...given, scope: (this.first ??= given).scope };\n',
      ],
    ],
    killedBy: [mcp],
  },
  {
    name: 'the store that a model’s name says is not compared with the key’s',
    mode: 'a caller who names the store',
    file: 'apps/api/src/completions/completions.controller.ts',
    edits: [
      [
        '@StoreAlsoIn(headerOfStore, ({ body }) => storeInModel(body))',
        "@StoreAlsoIn(headerOfStore, ({ body, principal }) => (principal?.kind === 'admin' ? storeInModel(body) : undefined))",
      ],
    ],
    killedBy: [openai],
  },
];
