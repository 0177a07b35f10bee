import { EnvError, readEnv } from '@app/tenancy';
import { z } from 'zod';

const agentEnv = z.object({
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  CHAT_MODEL: z.string().max(200, 'must have 200 characters or fewer').optional(),
  CHAT_MODEL_CHEAPER: z.string().max(200, 'must have 200 characters or fewer').optional(),
  CHAT_TIMEOUT_MS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(100, 'must be 100 or more')
    .max(600_000, 'must be 600000 or less')
    .default(30_000),
  ANSWER_RESUME_MS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(120_000, 'must be 120000 or less')
    .default(30_000),
  TOOL_CALLS_A_DAY: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(10_000_000, 'must be 10000000 or less')
    .default(2_000),
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
  chatModel: Omit<ChatModelConfig, 'timeoutMs'> | null;
  /** The longest wait for the first and for each further token, of whichever model. */
  timeoutMs: number;
  /** How long an answer goes on whose reader's connection broke, for the reader to come back. */
  resumeMs: number;
  /** As often as each tool may be called for one store in a day; left out: 2,000. */
  toolCallsADay?: number;
  /** The name of a model at the same address, for stores that have spent most of their budget; left out: none. */
  cheaperModel?: string;
}

export const AGENT_CONFIG = Symbol('AgentConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readAgentConfig(): AgentConfig {
  const env = readEnv(agentEnv);
  const resumeMs = env.ANSWER_RESUME_MS;
  const timeoutMs = env.CHAT_TIMEOUT_MS;
  const toolCallsADay = env.TOOL_CALLS_A_DAY;
  const cheaperModel = env.CHAT_MODEL_CHEAPER;
  const common = { resumeMs, timeoutMs, toolCallsADay, cheaperModel };
  if (!env.CHAT_MODEL && cheaperModel) {
    throw new EnvError(['CHAT_MODEL_CHEAPER: may be set only where CHAT_MODEL is']);
  }
  if (!env.CHAT_MODEL) return Object.freeze({ ...common, chatModel: null });
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    throw new EnvError([
      'OPENAI_API_KEY: must be set when CHAT_MODEL is (or OPENAI_BASE_URL, for a server without keys)',
    ]);
  }
  return Object.freeze({
    ...common,
    chatModel: Object.freeze({
      model: env.CHAT_MODEL,
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL,
    }),
  });
}
