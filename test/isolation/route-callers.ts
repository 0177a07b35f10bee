/** How each operation is called by the suite; an operation that is not here fails it. */
export interface RouteCaller {
  /** `store`: a store's key may call it. `operator`: only the admin key may. `public`: needs no key and no store. */
  access: 'store' | 'operator' | 'public';
  body?: Record<string, unknown>;
  /** Sent as multipart/form-data instead of a body. */
  file?: { name: string; text: string };
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
  getIngestOutcomes: { access: 'store' },
  cancelIngest: { access: 'store' },
  retryIngest: { access: 'store' },
  resumeIngest: { access: 'store' },
  getKnowledgeStatus: { access: 'store' },
  listPages: { access: 'store' },
  createSource: {
    access: 'store',
    body: { kind: 'website', url: 'https://shop.example/', max_pages: 1 },
  },
  listSources: { access: 'store' },
  getSource: { access: 'store' },
  updateSource: { access: 'store', body: { name: 'taken over' } },
  removeSource: { access: 'store' },
  crawlSource: { access: 'store' },
  createSnippet: { access: 'store', body: { question: 'Is it soft?', answer: 'Yes.' } },
  listSnippets: { access: 'store' },
  getSnippet: { access: 'store' },
  replaceSnippet: { access: 'store', body: { question: 'taken over', answer: 'taken over' } },
  removeSnippet: { access: 'store' },
  uploadFile: { access: 'store', file: { name: 'care.txt', text: 'Wash it cold.' } },
  uploadFeed: { access: 'store', file: { name: 'feed.csv', text: 'id,title\n1,Cushion' } },
  listFiles: { access: 'store' },
  removeFile: { access: 'store' },
  getPage: { access: 'store' },
  refreshPage: { access: 'store' },
  searchKnowledge: { access: 'store', body: { query: 'feathercloud pillow' } },
  reindexKnowledge: { access: 'store' },
  clearKnowledge: { access: 'store' },
  listReleases: { access: 'store' },
  getRelease: { access: 'store' },
  diffReleases: { access: 'store' },
  publishRelease: { access: 'store', body: { despite_gates: true } },
  rollBackRelease: { access: 'store' },
  createCheckQuestion: {
    access: 'store',
    body: { question: 'How hot may I wash it?', expected_text: '40' },
  },
  listCheckQuestions: { access: 'store' },
  runCheckQuestions: { access: 'store', body: {} },
  getCheckQuestion: { access: 'store' },
  updateCheckQuestion: { access: 'store', body: { question: 'taken over' } },
  removeCheckQuestion: { access: 'store' },
  createConversation: { access: 'store', body: {}, namesStore: true },
  listConversations: { access: 'store' },
  getConversation: { access: 'store' },
  removeConversation: { access: 'store' },
  askQuestion: { access: 'store', body: { content: 'How do I wash the feathercloud pillow?' } },
  listMessages: { access: 'store' },
  getAgentSettings: { access: 'store' },
  replaceAgentSettings: { access: 'store', body: { refusal: 'taken over', tone: 'taken over' } },
  listAgentSettings: { access: 'store' },
  restoreAgentSettings: { access: 'store' },
  tryAgentSettings: {
    access: 'store',
    body: { question: 'How do I wash the feathercloud pillow?', settings: { tone: 'kind' } },
  },
  getReceipt: { access: 'store' },
  replayAnswer: { access: 'store' },
  getLiveness: { access: 'public' },
  getReadiness: { access: 'public' },
};
