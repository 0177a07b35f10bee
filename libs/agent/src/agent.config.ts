import { EnvError, readEnv } from '@app/tenancy';
import { z } from 'zod';

const agentEnv = z.object({
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  CHAT_MODEL: z.string().max(200, 'must have 200 characters or fewer').optional(),
  CHAT_TIMEOUT_MS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(100, 'must be 100 or more')
    .max(600_000, 'must be 600000 or less')
    .default(30_000),
});

export interface ChatModelConfig {
  model: string;
  apiKey?: string;
  baseUrl?: string;
  /** The longest wait for the first and for each further token. */
  timeoutMs: number;
  /** Left out: 0, so that the same question gets the same answer. */
  temperature?: number;
  /** In the place of the global one. */
  fetch?: typeof globalThis.fetch;
}

export interface AgentConfig {
  /** Null: answers are quotes from the store's pages. */
  chatModel: ChatModelConfig | null;
  /** For the models of stores. */
  timeoutMs?: number;
}

export const AGENT_CONFIG = Symbol('AgentConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readAgentConfig(): AgentConfig {
  const env = readEnv(agentEnv);
  const timeoutMs = env.CHAT_TIMEOUT_MS;
  if (!env.CHAT_MODEL) return Object.freeze({ chatModel: null, timeoutMs });
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    throw new EnvError([
      'OPENAI_API_KEY: must be set when CHAT_MODEL is (or OPENAI_BASE_URL, for a server without keys)',
    ]);
  }
  return Object.freeze({
    timeoutMs,
    chatModel: Object.freeze({
      model: env.CHAT_MODEL,
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL,
      timeoutMs,
    }),
  });
}
