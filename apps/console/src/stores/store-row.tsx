import type { Schema } from '@app/client';
import { Box, Group, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted, showMoney } from '../pieces/texts.js';
import { useRead } from '../sign-in/use-api.js';

/** One store: what its knowledge is like, asked while it is in view, and what its models came to this month. */
export function StoreRow({
  store,
  usage,
}: {
  store: Schema<'Store'>;
  usage?: Schema<'UsageTotal'>;
}) {
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const status = useRead(
    '/api/v1/knowledge-base/{store_id}/status',
    { params: { path: { store_id: store.id } } },
    { isOff: !inViewport },
  );
  return (
    <Box ref={ref} component="li" style={{ listStyle: 'none' }} className="line">
      <Link href={`/stores/${store.id}`} className="row-link">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} p="md" spacing="xs" verticalSpacing={4}>
          <div>
            <Text fw={600} className="break">
              {store.name}
            </Text>
            <Text size="sm" c="dimmed" className="break">
              {store.domain ?? 'no domain'}
            </Text>
          </div>
          <Knowledge
            store={store}
            status={status.data}
            isFailed={status.isError}
            isInView={inViewport}
          />
          <div>
            <Text size="sm" className="numbers">
              {counted(usage?.calls ?? 0, 'call')} of models
            </Text>
            <Text size="sm" c="dimmed">
              {usage?.cost == null ? 'no cost known' : showMoney(usage.cost, usage.currency)}
            </Text>
          </div>
        </SimpleGrid>
      </Link>
    </Box>
  );
}

function Knowledge({
  store,
  status,
  isFailed,
  isInView,
}: {
  store: Schema<'Store'>;
  status?: Schema<'KnowledgeStatus'>;
  isFailed: boolean;
  isInView: boolean;
}) {
  if (isFailed) return <Text size="sm">Its knowledge could not be read.</Text>;
  // what is out of view is not asked for, and does not pretend to come
  if (!status) return isInView ? <Skeleton height={44} /> : <Box h={44} />;
  const at = status.last_ingest?.finished_at;
  return (
    <div>
      <Group gap="xs">
        <StateBadge state={status.status} />
        {!store.is_active && <StateBadge state="off" words="Switched off" />}
        {status.live_release !== null && <Text size="sm">Release {status.live_release}</Text>}
      </Group>
      <Text size="sm" c="dimmed" className="numbers">
        {counted(status.page_count, 'page')}
        {at && (
          <>
            {' · '}
            <Moment at={at} />
          </>
        )}
      </Text>
    </div>
  );
}
