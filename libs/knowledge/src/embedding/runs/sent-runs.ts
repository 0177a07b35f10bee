import { setTimeout as sleep } from 'node:timers/promises';

import type { CallAbout } from '@app/tenancy';
import { LangChainTracer } from '@langchain/core/tracers/tracer_langchain';
import { Client } from 'langsmith';
import { RunTree } from 'langsmith/run_trees';

import type { CallConfig } from './call-config.js';
import type { LangSmithConfig } from './langsmith.config.js';
import { quietFetch } from './quiet-fetch.js';

const sendWithinMs = 5_000;
const lastRunsMs = 3_000;
const mostBytes = 16 * 1024 * 1024;

/** Sends runs to LangSmith by its own client, without their texts unless the operator wants those there. */
export class SentRuns {
  private readonly client: Client;

  constructor(private readonly config: LangSmithConfig) {
    const { apiUrl, apiKey, hidesInputs: hideInputs, hidesOutputs: hideOutputs } = config;
    // a failed call may quote what it was sent; of the rest the flags decide
    const anonymizer = hideInputs || hideOutputs ? () => ({ error: 'withheld' }) : undefined;
    this.client = new Client({
      ...{ apiUrl, apiKey, hideInputs, hideOutputs, anonymizer, hideMetadata: false },
      timeout_ms: sendWithinMs,
      callerOptions: { maxRetries: 0 },
      maxIngestMemoryBytes: mostBytes,
      omitTracedRuntimeInfo: true,
      disablePromptCache: true,
      fetchImplementation: quietFetch(),
    });
  }

  callConfig(about?: CallAbout): CallConfig {
    const { client, config } = this;
    const fields = { client, projectName: config.project };
    return { ...labelsOf(about), callbacks: [new LangChainTracer(fields)] };
  }

  async embedding<T>(
    about: CallAbout | undefined,
    { model, texts }: { model: string; texts: readonly string[] },
    work: () => Promise<T>,
  ): Promise<T> {
    const { tags, metadata } = labelsOf(about);
    const run = new RunTree({
      name: 'OpenAIEmbeddings',
      run_type: 'embedding',
      client: this.client,
      project_name: this.config.project,
      inputs: { texts },
      tags,
      metadata: { ...metadata, ls_model_name: model, texts: texts.length },
    });
    await run.postRun();
    try {
      const result = await work();
      await run.end({});
      return result;
    } catch (error) {
      await run.end(undefined, String(error));
      throw error;
    } finally {
      await run.patchRun();
    }
  }

  /** Sends what there is, for as long as a stop can wait. */
  async close(): Promise<void> {
    const sent = this.client.awaitPendingTraceBatches().catch(() => undefined);
    await Promise.race([sent, sleep(lastRunsMs, undefined, { ref: false })]);
  }
}

function labelsOf(about?: CallAbout): Required<Pick<CallConfig, 'tags' | 'metadata'>> {
  if (about === undefined) return { tags: [], metadata: {} };
  const { storeId, conversationId, purpose } = about;
  const metadata = {
    store_id: storeId,
    purpose,
    ...(conversationId && { conversation_id: conversationId }),
  };
  return { tags: [`store:${storeId}`], metadata };
}
