export const storeKeyKinds = ['store', 'widget'] as const;
export type StoreKeyKind = (typeof storeKeyKinds)[number];

/** What a store's key may be allowed, each with what it opens: the table that documentation and checks are made from. */
export const keyScopes = {
  chat: 'Start conversations, ask, read answers and give feedback',
  conversations: 'List and delete conversations, answer as a person, receipts and gaps',
  'knowledge:read': 'Search, and see sources, pages, files, snippets, ingests and releases',
  'knowledge:write': 'Crawl, add, change and remove knowledge, publish releases',
  settings: "The agent's settings, webhook and order endpoint, and the store itself",
  usage: 'Limits and what the store uses of them',
  keys: "List the store's keys; only the operator makes and ends them",
} as const;
export type KeyScope = keyof typeof keyScopes;

export const allKeyScopes = Object.keys(keyScopes) as KeyScope[];

/** A widget key can be read by everybody, so it chats and no more. */
const atMost: Record<StoreKeyKind, readonly KeyScope[]> = {
  store: allKeyScopes,
  widget: ['chat'],
};

/** What a key may do: what it was given, or all that its kind may, but never more than that. */
export const scopesOf = (kind: StoreKeyKind, given: readonly string[] | null): KeyScope[] =>
  atMost[kind].filter((scope) => given === null || given.includes(scope));

/** Whether any key of a kind may have a scope. */
export const canHave = (kind: StoreKeyKind, scope: KeyScope): boolean =>
  atMost[kind].includes(scope);
