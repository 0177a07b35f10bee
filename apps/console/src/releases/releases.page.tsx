import type { Schema } from '@app/client';
import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { Moment } from '../pieces/moment.js';
import { MoreButton } from '../pieces/more-button.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useSlices } from '../sign-in/use-api.js';

type Release = Schema<'Release'>;

/** The versions of a store's knowledge: one is live, a held one can be let out, an older one taken back. */
export function ReleasesPage({ storeId }: { storeId: string }) {
  const list = useSlices(
    '/api/v1/knowledge-base/{store_id}/releases',
    { params: { path: { store_id: storeId } } },
    { again: () => 5_000 },
  );
  return (
    <>
      <PageTitle
        title="Releases"
        about="Each ingest builds a new version of the knowledge; exactly one is live. Rolling back is at once."
      />
      <ReadState read={{ ...list, data: list.items }} height={84} rows={3}>
        {(releases) =>
          releases.length === 0 ? (
            <NothingYet
              title="No release yet"
              action={
                <Button component={Link} href={`/stores/${storeId}/knowledge`}>
                  Read a website
                </Button>
              }
            >
              The first ingest builds the first release.
            </NothingYet>
          ) : (
            <Stack gap={0} className="card" component="ul" p={0} m={0}>
              {releases.map((release) => (
                <ReleaseRow key={release.number} storeId={storeId} release={release} />
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </>
  );
}

function ReleaseRow({ storeId, release }: { storeId: string; release: Release }) {
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" gap="md">
        <div>
          <Group gap="xs">
            <Text fw={600}>Release {release.number}</Text>
            <StateBadge state={release.status} />
          </Group>
          <Text size="sm" c="dimmed" className="numbers">
            {counted(release.page_count, 'page')}, {counted(release.chunk_count, 'chunk')} ·{' '}
            {release.published_at ? 'published ' : 'begun '}
            <Moment at={release.published_at ?? release.created_at} />
          </Text>
        </div>
        <ReleaseActions storeId={storeId} release={release} />
      </Group>
      {release.held_for.length > 0 && (
        <Alert color="orange" title="Held back" mt="sm">
          {release.held_for.map(({ code, detail }) => (
            <Text key={code} size="sm">
              {detail}
            </Text>
          ))}
        </Alert>
      )}
    </Box>
  );
}

function ReleaseActions({
  storeId,
  release: { number, status },
}: {
  storeId: string;
  release: Release;
}) {
  const mayWrite = useMay('knowledge:write');
  const path = { store_id: storeId, number };
  const publish = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/releases/{number}/publish', {
      params: { path },
      body: { despite_gates: true },
    }),
  );
  const rollBack = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/releases/{number}/rollback', {
      params: { path },
    }),
  );
  return (
    <Group gap="xs">
      {!['failed', 'building', 'retired'].includes(status) && (
        <Button
          component={Link}
          href={`/stores/${storeId}/releases/${number}`}
          variant="default"
          size="xs"
        >
          What changed
        </Button>
      )}
      {mayWrite && status === 'held' && (
        <ConfirmButton
          label="Publish"
          title={`Publish release ${number}?`}
          change={publish}
          onConfirm={() => publish.mutateAsync()}
          size="xs"
        >
          It was held back by its checks. Answers come from it at once if you publish it all the
          same.
        </ConfirmButton>
      )}
      {mayWrite && status === 'superseded' && (
        <ConfirmButton
          label="Roll back"
          title={`Roll back to release ${number}?`}
          change={rollBack}
          onConfirm={() => rollBack.mutateAsync()}
          size="xs"
        >
          Answers come from release {number} at once. The one that is live now stays, and can be
          rolled to again.
        </ConfirmButton>
      )}
    </Group>
  );
}
