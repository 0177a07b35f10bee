import type { Schema } from '@app/client';
import { Anchor, Box, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';

import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { showCount } from '../pieces/texts.js';
import { useRead } from '../sign-in/use-api.js';
import { TextDiff } from './text-diff.js';

type Item = Schema<'ReleaseDiffItem'>;

/** What a release has that the one before had not, page by page, down to the lines of text. */
export function ReleaseDiffPage({ storeId, number }: { storeId: string; number: number }) {
  const diff = useRead('/api/v1/knowledge-base/{store_id}/releases/{number}/diff', {
    params: { path: { store_id: storeId, number }, query: { limit: 50 } },
  });
  return (
    <>
      <Anchor component={Link} href={`/stores/${storeId}/releases`} size="sm">
        All releases
      </Anchor>
      <PageTitle
        title={`What changed in release ${number}`}
        about={
          diff.data &&
          `Against ${diff.data.against === 0 ? 'nothing' : `release ${diff.data.against}`}: ${showCount(diff.data.added)} added, ${showCount(diff.data.changed)} changed, ${showCount(diff.data.gone)} gone.`
        }
      />
      <ReadState read={diff} height={90} rows={3}>
        {({ items, next_cursor }) =>
          items.length === 0 ? (
            <NothingYet title="Nothing changed">Every page says what it said before.</NothingYet>
          ) : (
            <Stack gap="sm" component="ul" p={0} m={0}>
              {items.map((item) => (
                <DiffItem key={`${item.change} ${item.url}`} item={item} />
              ))}
              {next_cursor && (
                <Text c="dimmed">The first 50 are shown; the API lists them all.</Text>
              )}
            </Stack>
          )
        }
      </ReadState>
    </>
  );
}

function DiffItem({ item }: { item: Item }) {
  return (
    <Box component="li" className="card" p="md">
      <Group justify="space-between" gap="xs" mb={item.text_diff ? 'xs' : 0}>
        <div>
          <Text fw={600} className="break">
            {item.title}
          </Text>
          <Text size="sm" c="dimmed" className="break">
            {item.url}
          </Text>
        </div>
        <StateBadge state={item.change} />
      </Group>
      {item.text_diff && <TextDiff text={item.text_diff} isCut={item.text_diff_cut} />}
    </Box>
  );
}
