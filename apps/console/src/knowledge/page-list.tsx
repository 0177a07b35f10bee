import type { Query, Schema } from '@app/client';
import { Anchor, Box, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';

import { Moment } from '../pieces/moment.js';
import { MoreButton } from '../pieces/more-button.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { plainWords } from '../pieces/texts.js';
import { useSlices } from '../sign-in/use-api.js';

type Outcome = NonNullable<Query<'listPages'>['outcome']>;

const shown: Outcome[] = [
  'indexed',
  'unchanged',
  'duplicate',
  'empty',
  'http_error',
  'timeout',
  'unreachable',
  'blocked_by_robots',
  'blocked_by_wall',
  'off_scope',
  'over_limit',
];

/** Every page of the newest ingest with its outcome; of one kind, or all. */
export function PageList({ storeId }: { storeId: string }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const list = useSlices('/api/v1/knowledge-base/{store_id}/pages', {
    params: { path: { store_id: storeId }, query: outcome ? { outcome } : {} },
  });
  return (
    <Box className="card" p="lg" component="section" aria-labelledby="pages">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="pages">
          Pages
        </Title>
        <NativeSelect
          aria-label="Outcome"
          value={outcome ?? ''}
          onChange={(event) => setOutcome((event.currentTarget.value || undefined) as Outcome)}
          data={[
            { value: '', label: 'Every outcome' },
            ...shown.map((value) => ({ value, label: plainWords(value) })),
          ]}
        />
      </Group>
      <ReadState read={{ ...list, data: list.items }} height={44} rows={4}>
        {(pages) =>
          pages.length === 0 ? (
            <Text c="dimmed">No page {outcome ? 'came to this' : 'was read yet'}.</Text>
          ) : (
            <Stack gap={0} component="ul" p={0} m={0}>
              {pages.map((page) => (
                <PageRow key={page.id} page={page} />
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </Box>
  );
}

function PageRow({ page }: { page: Schema<'Page'> }) {
  return (
    <Group
      component="li"
      className="line"
      py="xs"
      justify="space-between"
      wrap="nowrap"
      align="flex-start"
    >
      <div>
        <Text size="sm" fw={500} className="break">
          {page.title ?? 'Without a title'}
        </Text>
        <Anchor href={page.url} target="_blank" rel="noreferrer" size="sm" className="break">
          {page.url}
        </Anchor>
        {page.detail && (
          <Text size="sm" c="dimmed" className="break">
            {page.detail}
          </Text>
        )}
      </div>
      <Stack gap={2} align="flex-end">
        <StateBadge state={page.outcome ?? 'waiting'} />
        {page.fetched_at && <Moment at={page.fetched_at} c="dimmed" />}
      </Stack>
    </Group>
  );
}
