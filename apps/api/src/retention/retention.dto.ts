import { MOST_DAYS, type Retention as Kept, retentionNames, retentions } from '@app/tenancy';
import { z } from 'zod';

const daysOf = (name: keyof Kept) =>
  z
    .int()
    .min(retentions[name].least)
    .max(MOST_DAYS)
    .describe(`${retentions[name].keeps}: for so many days.`)
    .meta({ example: 90 });

const each = <T>(make: (name: keyof Kept) => T) =>
  Object.fromEntries(retentionNames.map((name) => [name, make(name)])) as Record<keyof Kept, T>;

export const PutRetention = z.strictObject(each((name) => daysOf(name).optional())).meta({
  id: 'PutRetention',
  description: 'What the store keeps for how long; what is left out is as the deployment has it.',
});
export type PutRetentionDto = z.infer<typeof PutRetention>;

export const Retention = z
  .object(each(daysOf))
  .meta({ id: 'Retention', description: 'For how many days what is kept.' });
export type RetentionDto = z.infer<typeof Retention>;

/** Leaves out what was left out. */
export const fromPutRetention = (body: PutRetentionDto): Partial<Kept> =>
  Object.fromEntries(Object.entries(body).filter(([, days]) => days !== undefined));
