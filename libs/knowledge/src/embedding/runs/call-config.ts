import type { RunnableConfig } from '@langchain/core/runnables';

/** What LangChain is told along with a call. */
export type CallConfig = Pick<RunnableConfig, 'tags' | 'metadata' | 'callbacks'>;
