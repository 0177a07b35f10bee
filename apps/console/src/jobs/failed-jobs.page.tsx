import type { Schema } from '@app/client';
import { Box, Button, Group, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { counted } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useSlices } from '../sign-in/use-api.js';

type FailedJob = Schema<'FailedJob'>;

/** Work for a store that is tried no more, with the reason; it is tried once more, or dropped. */
export function FailedJobsPage({ storeId }: { storeId: string }) {
  const list = useSlices(
    '/api/v1/stores/{store_id}/failed-jobs',
    { params: { path: { store_id: storeId } } },
    { again: () => 5_000 },
  );
  return (
    <>
      <PageTitle
        title="Failed jobs"
        about="Work for this store that is tried no more. It is kept for 14 days."
      />
      <ListState
        list={list}
        height={84}
        rows={3}
        label="Failed jobs"
        isCard
        keyOf={({ id }) => id}
        empty={
          <NothingYet title="No job has failed">
            Work that cannot be done after several attempts is listed here with its reason.
          </NothingYet>
        }
      >
        {(job) => <JobRow storeId={storeId} job={job} />}
      </ListState>
    </>
  );
}

function aboutOf({ source_id, ingest_id, gap_id, delivery_id }: FailedJob): string | undefined {
  if (ingest_id) return `ingest ${ingest_id}`;
  if (source_id) return `source ${source_id}`;
  if (gap_id) return `gap ${gap_id}`;
  return delivery_id ? `delivery ${delivery_id}` : undefined;
}

function JobRow({ storeId, job }: { storeId: string; job: FailedJob }) {
  const mayWrite = useMay('knowledge:write');
  const about = aboutOf(job);
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 300px">
          <Text fw={600} className="break">
            {job.name}
          </Text>
          <Text size="sm" className="break">
            {job.reason.message}
          </Text>
          <Text size="sm" c="dimmed" className="break">
            {job.reason.code} · queue {job.queue} · {counted(job.attempts, 'attempt')} · failed{' '}
            <Moment at={job.failed_at} />
            {about && ` · of ${about}`}
          </Text>
        </Box>
        {mayWrite && <Actions storeId={storeId} job={job} />}
      </Group>
    </Box>
  );
}

function Actions({ storeId, job }: { storeId: string; job: FailedJob }) {
  const params = { path: { store_id: storeId, job_id: job.id } };
  const retry = useChange((client, _: void) =>
    client.POST('/api/v1/stores/{store_id}/failed-jobs/{job_id}/retry', { params }),
  );
  const drop = useChange((client, _: void) =>
    client.DELETE('/api/v1/stores/{store_id}/failed-jobs/{job_id}', { params }),
  );
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        loading={retry.isPending}
        onClick={() => retry.mutate()}
        aria-label={`Try again: ${job.name}`}
      >
        Try again
      </Button>
      <ConfirmButton
        label="Drop"
        title="Drop this job?"
        change={drop}
        onConfirm={() => drop.mutateAsync()}
        size="xs"
        aria-label={`Drop ${job.name}`}
      >
        It is forgotten. What it worked on stays as it is.
      </ConfirmButton>
      {retry.error && <ProblemNotice error={retry.error} />}
    </Group>
  );
}
