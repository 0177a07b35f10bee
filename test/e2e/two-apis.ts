import { OpenAiStub } from '../support/openai-stub.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

/** Two processes as far as keys, sessions and answers go, as behind a balancer: each remembers for itself. */
export interface TwoApis {
  api: RunningApi;
  other: RunningApi;
  stop(): Promise<void>;
}

export async function startTwoApis(env: Record<string, string> = {}): Promise<TwoApis> {
  const [api, other] = [await startApi(env), await startApi(env)];
  const stop = async () => {
    await api.stop();
    await other.stop();
  };
  return { api, other, stop };
}

/** Two APIs that answer by a scripted model, and a store that has read a shop. */
export async function startTwoAnswering() {
  const site = await startShop();
  const model = await OpenAiStub.start();
  const { stop, ...apis } = await startTwoApis({
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
  });
  const worker = await startWorker(site);
  const store = await aStoreWithKey(apis.api.admin);
  await ingest(store.client, store.storeId, site.origin);
  const stopAll = async () => {
    await stop();
    await worker.close();
    await model.stop();
    await site.stop();
  };
  return { ...apis, ...store, model, stop: stopAll };
}
