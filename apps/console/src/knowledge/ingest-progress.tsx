import type { Schema } from '@app/client';
import { Alert, Anchor, Box, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted, plainWords, showDuration } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useRead } from '../sign-in/use-api.js';
import { IngestStages } from './ingest-stages.js';
import { OutcomeList } from './outcome-list.js';
import { isOver } from './use-status.js';

type Detail = Schema<'IngestDetail'>;

/** One ingest while it runs and how it ended: its stages, its pages, what became of them and what to do about it. */
export function IngestProgress({ storeId, ingestId }: { storeId: string; ingestId: string }) {
  const ingest = useRead(
    '/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}',
    { params: { path: { store_id: storeId, ingest_id: ingestId } } },
    { again: (data) => (data && isOver(data.status) ? false : 700) },
  );
  return (
    <Box className="card" p="lg" component="section" aria-label="Last ingest">
      <ReadState read={ingest} height={190}>
        {(detail) => (
          <Stack gap="md">
            <Heading detail={detail} />
            <IngestStages status={detail.status} />
            <Counts detail={detail} />
            {detail.error && (
              <Alert color={detail.status === 'held' ? 'orange' : 'red'} title={endOf(detail)}>
                {detail.error.detail}
              </Alert>
            )}
            <OutcomeList storeId={storeId} ingestId={ingestId} isRunning={!isOver(detail.status)} />
            <Actions storeId={storeId} detail={detail} />
          </Stack>
        )}
      </ReadState>
    </Box>
  );
}

const endOf = ({ status }: Detail): string =>
  status === 'held' ? 'Held back: the release before goes on serving' : 'It could not be finished';

const titleOf = ({ url, kind, status }: Detail): string =>
  url ? `${isOver(status) ? 'Read' : 'Reading'} ${url}` : plainWords(kind);

function Heading({ detail }: { detail: Detail }) {
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Title order={2} size="h4" className="break">
          {titleOf(detail)}
        </Title>
        <Text size="sm" c="dimmed">
          Release {detail.release} · begun <Moment at={detail.created_at} />
        </Text>
      </div>
      <span role="status">
        <StateBadge state={detail.status} />
      </span>
    </Group>
  );
}

function Counts({
  detail: { pages, status, queue_position, eta_seconds, max_pages },
}: {
  detail: Detail;
}) {
  const known = Math.max(1, Math.min(pages.found, max_pages));
  const done = isOver(status)
    ? 100
    : Math.min(99, ((known - Math.min(known, pages.waiting)) / known) * 100);
  const parts = [
    `${counted(pages.found, 'page')} found`,
    `${pages.fetched} read`,
    `${pages.indexed} indexed`,
    ...(pages.unchanged > 0 ? [`${pages.unchanged} unchanged`] : []),
    ...(pages.failed > 0 ? [`${pages.failed} failed`] : []),
    ...(pages.skipped > 0 ? [`${pages.skipped} left out`] : []),
  ];
  const hint = queue_position
    ? `Number ${queue_position} in the queue`
    : eta_seconds !== null && `About ${showDuration(eta_seconds)} more`;
  return (
    <div>
      <Progress value={done} aria-label="Pages read" animated={!isOver(status)} size="md" />
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" className="numbers">
          {parts.join(' · ')}
        </Text>
        <Text size="sm" c="dimmed" mih={20}>
          {!isOver(status) && hint}
        </Text>
      </Group>
    </div>
  );
}

function Actions({ storeId, detail }: { storeId: string; detail: Detail }) {
  const mayWrite = useMay('knowledge:write');
  const path = { store_id: storeId, ingest_id: detail.ingest_id };
  const cancel = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/cancel', {
      params: { path },
    }),
  );
  const retry = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/retry', {
      params: { path },
    }),
  );
  const failure = cancel.error ?? retry.error;
  const { status } = detail;
  return (
    <Group>
      {status === 'live' && (
        <Button component={Link} href={`/stores/${storeId}/ask`}>
          Ask it something
        </Button>
      )}
      {mayWrite && !isOver(status) && (
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      )}
      {mayWrite && (status === 'failed' || status === 'cancelled') && (
        <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
          Try again
        </Button>
      )}
      {status === 'held' && (
        <Anchor component={Link} href={`/stores/${storeId}/releases`}>
          See release {detail.release}
        </Anchor>
      )}
      {failure && <ProblemNotice error={failure} />}
    </Group>
  );
}
