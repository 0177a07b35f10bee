import { changeKinds, type PageChange, type ReleaseDiff as Diff } from '@app/knowledge';
import { z } from 'zod';

import { count, listQuery, uuid } from '../http/input/fields.js';
import { ReleaseNumber } from './release.dto.js';

const kind = z.enum(changeKinds);

export const DiffQuery = z.object({
  against: ReleaseNumber.optional().describe(
    'The release to compare with. Left out: the live one, or for the live one the one before.',
  ),
  change: kind.optional().describe('Only pages with this change.').meta({ example: 'changed' }),
  ...listQuery,
});
export type DiffQueryDto = z.infer<typeof DiffQuery>;

const DiffItem = z
  .object({
    change: kind
      .describe('Whether the page is new, says something else, or is gone.')
      .meta({ example: 'changed' }),
    url: z
      .string()
      .describe("The page's address.")
      .meta({ example: 'https://shop.example/pages/shipping' }),
    source_id: uuid('The source it comes from.'),
    title: z.string().describe('Its title, the newer one.').meta({ example: 'Shipping' }),
    title_before: z
      .string()
      .nullable()
      .describe('Its title in the release compared with; null where that does not have it.')
      .meta({ example: 'Shipping' }),
    text_diff: z
      .string()
      .nullable()
      .describe(
        'Unified diff of its text, at most 4,000 characters; null where the texts are too long or too different to compare.',
      )
      .meta({
        example: '@@ -2,3 +2,3 @@\n is free\n-from 50 dollars\n+from 75 dollars\n in all states',
      }),
    text_diff_cut: z
      .boolean()
      .describe('Whether `text_diff` is only the beginning.')
      .meta({ example: false }),
  })
  .meta({ id: 'ReleaseDiffItem', description: 'How one page differs between two releases.' });

export const ReleaseDiff = z
  .object({
    release: z.int().describe('The release that was asked about.').meta({ example: 4 }),
    against: z.int().describe('The release it is compared with.').meta({ example: 3 }),
    added: count('Pages that only `release` has.', 2),
    changed: count('Pages whose title or text differs.', 5),
    gone: count('Pages that only `against` has.', 1),
    items: z.array(DiffItem).describe('A slice of the pages, in the order they were read.'),
    next_cursor: z
      .string()
      .nullable()
      .describe('Pass it as `cursor` for the next slice; null on the last one.')
      .meta({ example: null }),
  })
  .meta({ id: 'ReleaseDiff', description: 'What a release changes against another.' });
export type ReleaseDiffDto = z.infer<typeof ReleaseDiff>;

export const fromDiffQuery = ({ change, ...query }: DiffQueryDto) => ({ ...query, kind: change });

export const toReleaseDiffDto = ({
  from,
  to,
  counts,
  items,
  nextCursor,
}: Diff): ReleaseDiffDto => ({
  release: to,
  against: from,
  ...counts,
  items: items.map(toDiffItem),
  next_cursor: nextCursor,
});

const toDiffItem = ({ kind: change, url, sourceId, title, titleBefore, diff }: PageChange) => ({
  change,
  url,
  source_id: sourceId,
  title,
  title_before: titleBefore,
  text_diff: diff?.text ?? null,
  text_diff_cut: diff?.isCut ?? false,
});
