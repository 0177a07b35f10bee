import { z } from 'zod';

import { readEnv } from '../config/read-env.js';

const tracingEnv = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[^=,\s]+=[^,]*(,\s*[^=,\s]+=[^,]*)*$/, 'must be pairs like name=value, with commas')
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('must be a number')
    .min(0, 'must be 0 or more')
    .max(1, 'must be 1 or less')
    .default(1),
});

export interface TracingConfig {
  /** Where spans are sent, as OTLP over HTTP with JSON. */
  url: string;
  headers: Record<string, string>;
  /** Of a hundred traces, so many hundredths are kept. */
  share: number;
}

/** Null: there are no traces. Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readTracingConfig(): TracingConfig | null {
  const env = readEnv(tracingEnv);
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null;
  return Object.freeze({
    url: `${env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
    headers: headersOf(env.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
    share: env.OTEL_TRACES_SAMPLER_ARG,
  });
}

function headersOf(pairs: string): Record<string, string> {
  const entries = pairs.split(',').map((pair) => pair.trim().split('='));
  return Object.fromEntries(
    entries.flatMap(([name, ...value]) =>
      name ? [[name, decodeURIComponent(value.join('='))]] : [],
    ),
  );
}
