/** How each operation is called by the suite; an operation that is not here fails it. */
export interface RouteCaller {
  /** `store`: a store's key may call it. `operator`: only the admin key may. `public`: needs no key and no store. */
  access: 'store' | 'operator' | 'public';
  body?: Record<string, unknown>;
  /** The body names the store. */
  namesStore?: true;
}

export const routeCallers: Readonly<Record<string, RouteCaller>> = {
  createStore: { access: 'operator', body: { name: 'x' } },
  listStores: { access: 'operator' },
  getStore: { access: 'store' },
  updateStore: { access: 'operator', body: { name: 'taken over' } },
  removeStore: { access: 'operator' },
  createKey: { access: 'operator', body: { kind: 'store' } },
  listKeys: { access: 'store' },
  revokeKey: { access: 'operator' },
  startIngest: {
    access: 'store',
    body: { url: 'https://shop.example/', max_pages: 1 },
    namesStore: true,
  },
  getIngest: { access: 'store' },
  cancelIngest: { access: 'store' },
  retryIngest: { access: 'store' },
  getKnowledgeStatus: { access: 'store' },
  listPages: { access: 'store' },
  getPage: { access: 'store' },
  searchKnowledge: { access: 'store', body: { query: 'feathercloud pillow' } },
  reindexKnowledge: { access: 'store' },
  clearKnowledge: { access: 'store' },
  createConversation: { access: 'store', body: {}, namesStore: true },
  listConversations: { access: 'store' },
  getConversation: { access: 'store' },
  removeConversation: { access: 'store' },
  askQuestion: { access: 'store', body: { content: 'How do I wash the feathercloud pillow?' } },
  listMessages: { access: 'store' },
  getLiveness: { access: 'public' },
  getReadiness: { access: 'public' },
};
