import { z } from 'zod';

/** As much of a job as its line says; jobs that others added may hold anything. */
const shown = z.object({
  name: z.string(),
  data: z.object({
    storeId: z.uuid(),
    sourceId: z.uuid().optional(),
    data: z.object({ sourceId: z.uuid().optional() }),
  }),
});

/** The line of a job on the dashboard: what it does, for which store and source. */
export function describeJob(job: { name?: unknown }): string {
  const parsed = shown.safeParse(job);
  if (!parsed.success) return `${String(job.name)} of no store`;
  const { name, data } = parsed.data;
  const sourceId = data.sourceId ?? data.data.sourceId;
  return `${name} of store ${data.storeId}${sourceId === undefined ? '' : `, source ${sourceId}`}`;
}
