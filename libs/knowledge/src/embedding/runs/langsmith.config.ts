import { EnvError, readEnv } from '@app/tenancy';
import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'must be true or false');

const langSmithEnv = z.object({
  LANGSMITH_TRACING: flag.default('false'),
  LANGSMITH_API_KEY: z.string().optional(),
  LANGSMITH_PROJECT: z.string().max(200, 'must have 200 characters or fewer').default('default'),
  LANGSMITH_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .default('https://api.smith.langchain.com'),
  LANGSMITH_HIDE_INPUTS: flag.default('true'),
  LANGSMITH_HIDE_OUTPUTS: flag.default('true'),
});

export interface LangSmithConfig {
  apiUrl: string;
  apiKey: string;
  project: string;
  /** Whether what models read, and what they write, stays here. */
  hidesInputs: boolean;
  hidesOutputs: boolean;
}

/** Null: nothing is sent. Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readLangSmithConfig(): LangSmithConfig | null {
  const env = readEnv(langSmithEnv);
  if (env.LANGSMITH_TRACING === 'false') return null;
  if (env.LANGSMITH_API_KEY === undefined) {
    throw new EnvError(['LANGSMITH_API_KEY: must be set when LANGSMITH_TRACING is true']);
  }
  return Object.freeze({
    apiUrl: env.LANGSMITH_ENDPOINT.replace(/\/+$/, ''),
    apiKey: env.LANGSMITH_API_KEY,
    project: env.LANGSMITH_PROJECT,
    hidesInputs: env.LANGSMITH_HIDE_INPUTS === 'true',
    hidesOutputs: env.LANGSMITH_HIDE_OUTPUTS === 'true',
  });
}
