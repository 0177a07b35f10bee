import { z } from 'zod';

/** Fields that many shapes share, so that they read and look alike everywhere. */
export const uuid = (description: string, example = '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11') =>
  z.guid().describe(description).meta({ example });

export const time = (description: string) =>
  z.iso.datetime().describe(description).meta({ example: '2026-01-05T09:30:00.000Z' });

export const count = (description: string, example: number) =>
  z.int().min(0).describe(description).meta({ example });

/** Days that the database has, too, with the days before them that may be left out. What is none is looked at no further. */
const firstDay = '1971-01-01';
export const day = (description: string, example: string) =>
  z.iso
    .date({ abort: true })
    .refine((text) => text >= firstDay, { abort: true, error: `Must not be before ${firstDay}` })
    .optional()
    .describe(description)
    .meta({ example });

/** The store in a body: needed with an admin key, and read by `StoreGuard`. */
export const storeIdInBody = uuid(
  "The store. Needed with an admin key; with a store key it may be left out, or must be that key's store.",
).optional();

/** What every list takes. */
export const listQuery = {
  cursor: z
    .string()
    .max(200)
    .optional()
    .describe('Where to go on: `next_cursor` of the slice before. Left out for the first slice.')
    .meta({ example: 'MjAyNi0wMS0wNSAwOTozMDowMHwwYjZjYmIwZQ' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('Items in a slice.')
    .meta({ example: 20 }),
};

export const ListQuery = z.object(listQuery);
export type ListQueryDto = z.infer<typeof ListQuery>;

/** One slice of a list. */
export const sliceOf = <S extends z.ZodType>(id: string, item: S) =>
  z
    .object({
      items: z.array(item).describe('The items of this slice.'),
      next_cursor: z
        .string()
        .nullable()
        .describe('Pass it as `cursor` for the next slice; null on the last one.')
        .meta({ example: null }),
    })
    .meta({ id, description: 'One slice of a list.' });

/** Maps a slice out of the rooms to the one on the wire. */
export const toSliceDto = <T, D>(
  { items, nextCursor }: { items: readonly T[]; nextCursor: string | null },
  toDto: (item: T) => D,
) => ({ items: items.map(toDto), next_cursor: nextCursor });
