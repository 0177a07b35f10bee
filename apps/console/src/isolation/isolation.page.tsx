import type { Schema } from '@app/client';
import { Alert, Box, Button, SimpleGrid, Stack, Text, Title } from '@mantine/core';

import { Figure } from '../pieces/figure.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted, showCount } from '../pieces/texts.js';
import { useChange, useRead } from '../sign-in/use-api.js';

type Check = Schema<'IsolationCheck'>;

/** The proof that no store can reach another, as this deployment last made it. */
export function IsolationPage() {
  const report = useRead(
    '/api/v1/isolation-report',
    {},
    { again: (data) => (data?.is_running ? 1_000 : 30_000) },
  );
  const begin = useChange((client, _: void) => client.POST('/api/v1/isolation-report'));
  return (
    <>
      <PageTitle
        title="Isolation"
        about="The deployment attacks itself: with the key of one store it tries every route, job and search on another, which is full of secret markers."
      >
        <Button loading={begin.isPending || report.data?.is_running} onClick={() => begin.mutate()}>
          Check now
        </Button>
      </PageTitle>
      {begin.error && <ProblemNotice error={begin.error} />}
      <ReadState read={report} height={120} rows={2}>
        {({ last, is_late, is_running, every_minutes }) => (
          <Stack gap="lg">
            {is_late && (
              <Alert color="orange" title="The check is late">
                No run has passed for longer than it should take.
              </Alert>
            )}
            {last ? (
              <Result check={last} />
            ) : (
              <NothingYet title={is_running ? 'The first check is running' : 'Not checked yet'}>
                {every_minutes > 0
                  ? `It runs every ${counted(every_minutes, 'minute')} by itself; you can begin one now.`
                  : 'It does not run by itself here (ISOLATION_CHECK_MINUTES is 0); you can begin one now.'}
              </NothingYet>
            )}
          </Stack>
        )}
      </ReadState>
    </>
  );
}

function Result({ check }: { check: Check }) {
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Figure
          label="Last check"
          value={<StateBadge state={check.outcome} />}
          note={<Moment at={check.ended_at} />}
        />
        <Figure
          label="Routes tried"
          value={`${showCount(check.routes.tried)} / ${showCount(check.routes.of)}`}
          note={`${counted(check.requests, 'request')} with the wrong key`}
        />
        <Figure
          label="Jobs tried"
          value={`${showCount(check.jobs.tried)} / ${showCount(check.jobs.of)}`}
        />
        <Figure
          label="Ways to text"
          value={showCount(check.retrieval_paths)}
          note={`in ${(check.duration_ms / 1000).toFixed(1)} s`}
        />
      </SimpleGrid>
      {check.reason && <Alert color="orange">{check.reason}</Alert>}
      <Box className="card" p="lg">
        <Title order={2} size="h4" mb="xs">
          Findings
        </Title>
        {check.failures.length === 0 ? (
          <Text size="sm">Nothing of the other store was reached.</Text>
        ) : (
          <Stack gap="xs" component="ul" p={0} m={0}>
            {check.failures.map(({ probe, what }) => (
              <li key={`${probe} ${what}`}>
                <Text size="sm" fw={600}>
                  {probe}
                </Text>
                <Text size="sm">{what}</Text>
              </li>
            ))}
          </Stack>
        )}
      </Box>
    </Stack>
  );
}
