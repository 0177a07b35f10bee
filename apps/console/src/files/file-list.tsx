import type { Schema } from '@app/client';
import { Box, Group, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { StateBadge } from '../pieces/state-badge.js';
import { showBytes } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useSlices } from '../sign-in/use-api.js';

type StoredFile = Schema<'StoredFile'>;

/** The files that the store gave, with what became of each and why. */
export function FileList({ storeId }: { storeId: string }) {
  const list = useSlices(
    '/api/v1/knowledge-base/{store_id}/files',
    { params: { path: { store_id: storeId } } },
    { again: (files) => (files?.some(({ outcome }) => outcome === null) ? 1_500 : false) },
  );
  return (
    <ListState
      list={list}
      height={60}
      rows={3}
      label="Files"
      isCard
      keyOf={({ id }) => id}
      empty={
        <NothingYet title="No file yet">
          Care guides, size charts, terms: what shoppers ask and no page of the website says.
        </NothingYet>
      }
    >
      {(file) => <FileRow storeId={storeId} file={file} />}
    </ListState>
  );
}

function FileRow({ storeId, file }: { storeId: string; file: StoredFile }) {
  const mayWrite = useMay('knowledge:write');
  const remove = useChange((client, _: void) =>
    client.DELETE('/api/v1/knowledge-base/{store_id}/files/{file_id}', {
      params: { path: { store_id: storeId, file_id: file.id } },
    }),
  );
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 260px">
          <Group gap="xs">
            <Text fw={600} className="break">
              {file.name}
            </Text>
            <StateBadge
              state={file.outcome ?? 'queued'}
              words={file.outcome ? undefined : 'Waits to be read'}
            />
          </Group>
          {file.detail && (
            <Text size="sm" className="break">
              {file.detail}
            </Text>
          )}
          <Text size="sm" c="dimmed" className="numbers">
            {showBytes(file.byte_count)} · uploaded <Moment at={file.created_at} />
          </Text>
        </Box>
        {mayWrite && (
          <ConfirmButton
            label="Remove"
            title="Remove this file?"
            change={remove}
            onConfirm={() => remove.mutateAsync()}
            size="xs"
            aria-label={`Remove ${file.name}`}
          >
            {file.name} is deleted at once, and its text with the next release, which this starts.
          </ConfirmButton>
        )}
      </Group>
    </Box>
  );
}
