import { availableParallelism } from 'node:os';

import { EnvError, readEnv } from '@app/tenancy';
import { z } from 'zod';

import type { OpenAiEmbeddingOptions } from './embedding/openai-embedding-model.js';

const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(min, `must be ${min} or more`)
    .max(max, `must be ${max} or less`);

/** `host:port` pairs between commas. */
const hostList = z
  .string()
  .default('')
  .transform((list) => list.split(',').map((host) => host.trim()))
  .transform((hosts) => hosts.filter((host) => host !== ''))
  .refine(
    (hosts) => hosts.every((host) => /^(\[[\da-f:.]+\]|[^\s:/]+):\d{1,5}$/i.test(host)),
    'must list host:port pairs between commas, for example 127.0.0.1:8080',
  );

const knowledgeEnv = z.object({
  CRAWL_ALLOWED_PRIVATE_HOSTS: hostList,
  CRAWL_EXTRACTION_THREADS: wholeNumber(0, 64).default(Math.max(1, availableParallelism() - 1)),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  EMBEDDING_MODEL: z.string().max(200, 'must have 200 characters or fewer').optional(),
  EMBEDDING_DIMENSIONS: wholeNumber(8, 16_000).optional(),
  EMBEDDING_BATCH_SIZE: wholeNumber(1, 2_048).default(64),
  EMBEDDING_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
  EMBEDDING_MAX_RETRIES: wholeNumber(0, 10).default(3),
  RERANK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .refine((url) => !/^[^:]*:\/\/[^/?#]*@/.test(url), 'must hold no user or password')
    .optional(),
  RERANK_MODEL: z.string().max(200, 'must have 200 characters or fewer').optional(),
  RERANK_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be one word of plain characters')
    .optional(),
  RERANK_TIMEOUT_MS: wholeNumber(50, 60_000).default(2_000),
});

export interface CrawlConfig {
  /** The only private or odd-port places that may be crawled, as `host:port`; none by default. */
  allowedPrivateHosts: readonly string[];
  /** Threads of this process that turn pages into text; 0 does it in the main thread, for tests. */
  extractionThreads: number;
}

/** A server that scores texts for a question, by the usual `/rerank` form. */
export interface RerankOptions {
  url: string;
  model?: string;
  apiKey?: string;
  timeoutMs: number;
}

export interface KnowledgeConfig {
  crawl: CrawlConfig;
  /** null: the built-in embedding, which needs no model. */
  embedding: OpenAiEmbeddingOptions | null;
  /** null: what a search finds stays in the order of the search. */
  rerank: RerankOptions | null;
}

export const KNOWLEDGE_CONFIG = Symbol('KnowledgeConfig');

/** What a local server without keys gets instead of one. */
const NO_KEY = 'none';

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readKnowledgeConfig(): KnowledgeConfig {
  const env = readEnv(knowledgeEnv);
  return Object.freeze({
    crawl: {
      allowedPrivateHosts: env.CRAWL_ALLOWED_PRIVATE_HOSTS,
      extractionThreads: env.CRAWL_EXTRACTION_THREADS,
    },
    embedding: embeddingOptions(env),
    rerank: rerankOptions(env),
  });
}

function embeddingOptions(env: z.infer<typeof knowledgeEnv>): OpenAiEmbeddingOptions | null {
  if (!env.EMBEDDING_MODEL) return null;
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    throw new EnvError([
      'OPENAI_API_KEY: must be set when EMBEDDING_MODEL is (or OPENAI_BASE_URL, for a server without keys)',
    ]);
  }
  return {
    model: env.EMBEDDING_MODEL,
    dimensions: env.EMBEDDING_DIMENSIONS ?? null,
    apiKey: env.OPENAI_API_KEY ?? NO_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    batchSize: env.EMBEDDING_BATCH_SIZE,
    timeoutMs: env.EMBEDDING_TIMEOUT_MS,
    maxRetries: env.EMBEDDING_MAX_RETRIES,
  };
}

function rerankOptions(env: z.infer<typeof knowledgeEnv>): RerankOptions | null {
  if (!env.RERANK_URL) return null;
  return {
    url: env.RERANK_URL,
    model: env.RERANK_MODEL,
    apiKey: env.RERANK_API_KEY,
    timeoutMs: env.RERANK_TIMEOUT_MS,
  };
}
