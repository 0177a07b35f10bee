import { Box, Group, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { Section } from '../pieces/section.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useChange, useSlices } from '../sign-in/use-api.js';
import type { Settings } from './draft.js';

/** Every version of the settings; an older one is made the newest again. */
export function VersionList({ storeId, current }: { storeId: string; current: number }) {
  const list = useSlices('/api/v1/stores/{store_id}/agent-settings/versions', {
    params: { path: { store_id: storeId } },
  });
  return (
    <Section title="Versions" about="Each saving makes one; none is changed afterwards.">
      <ListState
        list={list}
        height={48}
        label="Versions"
        keyOf={({ version }) => version}
        empty={
          <Text size="sm" c="dimmed">
            Nothing was saved yet: everything is as it is built in.
          </Text>
        }
      >
        {(one) => <VersionRow storeId={storeId} one={one} isCurrent={one.version === current} />}
      </ListState>
    </Section>
  );
}

function VersionRow({
  storeId,
  one,
  isCurrent,
}: {
  storeId: string;
  one: Settings;
  isCurrent: boolean;
}) {
  const restore = useChange((client, _: void) =>
    client.POST('/api/v1/stores/{store_id}/agent-settings/versions/{version}/restore', {
      params: { path: { store_id: storeId, version: one.version } },
    }),
  );
  return (
    <Group component="li" className="line" justify="space-between" gap="xs" py="xs">
      <Box flex="1 1 220px">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            Version {one.version}
          </Text>
          {isCurrent && <StateBadge state="live" words="In force" />}
        </Group>
        <Text size="sm" c="dimmed" className="break">
          {one.created_at && <Moment at={one.created_at} />}
          {one.note && ` · ${one.note}`}
        </Text>
      </Box>
      {!isCurrent && (
        <ConfirmButton
          label="Restore"
          title={`Restore version ${one.version}?`}
          change={restore}
          onConfirm={() => restore.mutateAsync()}
          size="xs"
          aria-label={`Restore version ${one.version}`}
        >
          Its settings become a new version, in force from the next question on. What is written
          above and not saved is lost.
        </ConfirmButton>
      )}
    </Group>
  );
}
