import type { Schema } from '@app/client';
import { Alert, Anchor, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useRead } from '../sign-in/use-api.js';
import { AddAnswer } from './add-answer.js';
import { ReplayProof } from './replay-proof.js';

type Gap = Schema<'GapDetail'>;

/** One gap: who asked, the answer that is missing, and the proof that it is found once it was added. */
export function GapPage({ storeId, gapId }: { storeId: string; gapId: string }) {
  const mayWrite = useMay('knowledge:write');
  const path = { store_id: storeId, gap_id: gapId };
  const gap = useRead(
    '/api/v1/knowledge-base/{store_id}/gaps/{gap_id}',
    { params: { path } },
    { again: (data) => (data && isAwaiting(data) ? 1_000 : false) },
  );
  return (
    <>
      <Anchor component={Link} href={`/stores/${storeId}/gaps`} size="sm">
        All gaps
      </Anchor>
      <PageTitle
        title={gap.data?.question ?? 'Gap'}
        about={gap.data && `Asked ${counted(gap.data.question_count, 'time')} without an answer.`}
      >
        {gap.data && (
          <span role="status">
            <StateBadge state={gap.data.state} />
          </span>
        )}
      </PageTitle>
      <ReadState read={gap} height={160} rows={2}>
        {(data) => (
          <Stack gap="lg">
            {isAwaiting(data) && (
              <Alert color="blue" title="The answer is being indexed">
                Release {data.awaited_release} is on its way; then the questions are asked again by
                themselves.
              </Alert>
            )}
            {mayWrite && data.state === 'open' && !isAwaiting(data) && (
              <AddAnswer storeId={storeId} gap={data} />
            )}
            <Replay storeId={storeId} gap={data} />
            <Questions storeId={storeId} gap={data} />
            <Dismissal storeId={storeId} gap={data} />
          </Stack>
        )}
      </ReadState>
    </>
  );
}

const isAwaiting = (gap: Gap): boolean => gap.state === 'open' && gap.awaited_release !== null;

function Replay({ storeId, gap }: { storeId: string; gap: Gap }) {
  const replay = useChange(async (client, _: void) => {
    const { data } = await client.POST('/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/replay', {
      params: { path: { store_id: storeId, gap_id: gap.id } },
    });
    return data;
  });
  if (isAwaiting(gap)) return null;
  return (
    <Box className="card" p="lg" component="section" aria-label="Proof">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            Proof
          </Title>
          <Text size="sm" c="dimmed">
            {gap.state === 'answered'
              ? `Answered since release ${gap.answered_release}. Ask the same questions again to see it.`
              : 'Asks the very questions again, of what is live now.'}
          </Text>
        </div>
        <Button variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>
          Ask them again
        </Button>
      </Group>
      {replay.error && <ProblemNotice error={replay.error} />}
      {replay.data && <ReplayProof replay={replay.data} />}
    </Box>
  );
}

function Questions({ storeId, gap }: { storeId: string; gap: Gap }) {
  return (
    <Box className="card" p="lg" component="section" aria-label="Questions">
      <Title order={2} size="h4" mb="xs">
        As it was asked
      </Title>
      <Stack gap={0} component="ul" p={0} m={0}>
        {gap.questions.map((one) => (
          <li key={one.message_id} className="line">
            <Group justify="space-between" py="xs" gap="xs">
              <Anchor
                component={Link}
                href={`/stores/${storeId}/conversations/${one.conversation_id}`}
                size="sm"
                className="break"
              >
                {one.question}
              </Anchor>
              <Group gap="xs">
                <StateBadge state={one.outcome} />
                <Moment at={one.asked_at} c="dimmed" />
              </Group>
            </Group>
          </li>
        ))}
      </Stack>
    </Box>
  );
}

function Dismissal({ storeId, gap }: { storeId: string; gap: Gap }) {
  const params = { path: { store_id: storeId, gap_id: gap.id } };
  const change = useChange((client, to: 'dismiss' | 'reopen') =>
    to === 'dismiss'
      ? client.POST('/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/dismiss', { params })
      : client.POST('/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/reopen', { params }),
  );
  const to = gap.state === 'dismissed' ? 'reopen' : 'dismiss';
  if (gap.state === 'answered') return null;
  return (
    <div>
      <Button variant="default" loading={change.isPending} onClick={() => change.mutate(to)}>
        {to === 'dismiss' ? 'Dismiss: not for this store' : 'Open it again'}
      </Button>
      {change.error && <ProblemNotice error={change.error} />}
    </div>
  );
}
