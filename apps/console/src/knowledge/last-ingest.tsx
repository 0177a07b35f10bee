import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { StateBadge } from '../pieces/state-badge.js';
import { isOver, useStatus } from './use-status.js';

/** A line on how far it is with what was changed last: shoppers get it once it is live. */
export function LastIngest({ storeId }: { storeId: string }) {
  const { data } = useStatus(storeId);
  const last = data?.last_ingest;
  return (
    <Group gap="xs" mih={26} mb="md" role="status" aria-label="Last ingest">
      {last ? (
        <>
          <StateBadge state={last.status} />
          <Text size="sm">
            {isOver(last.status) ? (
              <>Last ingest ended {last.finished_at && <Moment at={last.finished_at} />}</>
            ) : (
              'A release is being built; shoppers get it once it is live.'
            )}
          </Text>
          <Anchor component={Link} href={`/stores/${storeId}/knowledge`} size="sm">
            See the ingest
          </Anchor>
        </>
      ) : (
        data && (
          <Text size="sm" c="dimmed">
            Nothing was given to this store yet.
          </Text>
        )
      )}
    </Group>
  );
}
