import { z } from 'zod';

/** Which step of which ingest. The slice number makes each nudge its own, so a lost one can be given again. */
export const ingestStep = z.object({ ingestId: z.uuid(), slice: z.int().min(0) });
export type IngestStep = z.infer<typeof ingestStep>;

export const sameStep = ({ ingestId, slice }: IngestStep): string => `${ingestId}.${slice}`;
