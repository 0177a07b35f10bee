import { z } from 'zod';

const report = z.object({
  metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }),
  vulnerabilities: z.record(z.string(), z.looseObject({ severity: z.string() })),
});

/** What `npm audit` found: nothing is clean that was not audited. */
export type AuditVerdict =
  { state: 'not audited' } | { state: 'clean' | 'vulnerable'; severe: readonly string[] };

const severe = ['high', 'critical'];

/** Reads the JSON of `npm audit --omit=dev`; a registry that answers no audits makes it an error, whatever its form. */
export function readAudit(output: string): AuditVerdict {
  const { success, data } = report.safeParse(parsed(output));
  if (!success) return { state: 'not audited' };
  const found = Object.entries(data.vulnerabilities)
    .filter(([, { severity }]) => severe.includes(severity))
    .map(([name, { severity }]) => `${name} (${severity})`);
  return { state: found.length > 0 ? 'vulnerable' : 'clean', severe: found };
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output.slice(Math.max(0, output.indexOf('{'))));
  } catch {
    return undefined;
  }
}
