import type { Schema } from '@app/client';
import { Alert, Button, SimpleGrid, Stack } from '@mantine/core';
import { Link } from 'wouter';

import { IngestProgress } from '../knowledge/ingest-progress.js';
import { StartIngest } from '../knowledge/start-ingest.js';
import { useStatus } from '../knowledge/use-status.js';
import { BudgetSection } from '../limits/budget-section.js';
import { LimitList } from '../limits/limit-list.js';
import { Figure } from '../pieces/figure.js';
import { Moment } from '../pieces/moment.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted, showCount, showMoney } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';
import { StoreAdministration } from './store-administration.js';

/** One store at a glance; while it knows nothing, the page is the way to its first answer. */
export function StorePage({ storeId }: { storeId: string }) {
  const store = useRead('/api/v1/stores/{store_id}', { params: { path: { store_id: storeId } } });
  const status = useStatus(storeId);
  const maySeeUsage = useMay('usage');
  const isOperator = useMay('admin');
  const failure = store.error ?? status.error;
  if (failure) {
    return (
      <>
        <PageTitle title="Store" />
        <ProblemNotice error={failure} onRetry={() => void store.refetch()} />
      </>
    );
  }
  const { name = ' ', domain } = store.data ?? {};
  const live = status.data?.live_release;
  return (
    <>
      <PageTitle title={name} about={domain}>
        {typeof live === 'number' && (
          <Button component={Link} href={`/stores/${storeId}/ask`}>
            Ask a question
          </Button>
        )}
      </PageTitle>
      <Stack gap="lg">
        {store.data?.is_active === false && (
          <Alert color="orange" title="Switched off">
            Its keys are refused and nothing is read for it.
          </Alert>
        )}
        {live === null && <FirstSteps storeId={storeId} />}
        <SimpleGrid cols={{ base: 1, xs: 2, sm: maySeeUsage ? 3 : 2 }}>
          <KnowledgeFigures storeId={storeId} />
          {maySeeUsage && <SpendingFigure storeId={storeId} />}
        </SimpleGrid>
        {maySeeUsage && <BudgetSection storeId={storeId} />}
        {maySeeUsage && <LimitList storeId={storeId} />}
        {isOperator && store.data && <StoreAdministration store={store.data} />}
      </Stack>
    </>
  );
}

function FirstSteps({ storeId }: { storeId: string }) {
  const { data } = useStatus(storeId);
  const mayWrite = useMay('knowledge:write');
  const last = data?.last_ingest;
  const isOver = last && ['failed', 'held', 'cancelled'].includes(last.status);
  return (
    <Stack gap="md">
      {last && <IngestProgress storeId={storeId} ingestId={last.ingest_id} />}
      {mayWrite && (!last || isOver) && (
        <StartIngest
          storeId={storeId}
          title="Give it a website to read"
          about="Its pages become what the agent may answer from. Reading thirty takes about half a minute."
        />
      )}
    </Stack>
  );
}

function KnowledgeFigures({ storeId }: { storeId: string }) {
  const { data: status } = useStatus(storeId);
  const at = status?.last_ingest?.finished_at;
  const size =
    status && `${counted(status.page_count, 'page')}, ${counted(status.chunk_count, 'chunk')}`;
  return (
    <>
      <Figure
        label="Knowledge"
        value={status && <StateBadge state={status.status} />}
        note={
          at && (
            <>
              read <Moment at={at} />
            </>
          )
        }
      />
      <Figure label="Live release" value={status && (status.live_release ?? 'None')} note={size} />
    </>
  );
}

function SpendingFigure({ storeId }: { storeId: string }) {
  const usage = useRead('/api/v1/stores/{store_id}/usage', {
    params: { path: { store_id: storeId }, query: { group: 'day' } },
  });
  const spending = usage.data && describeSpending(usage.data.items);
  return (
    <Figure
      label="Calls of models"
      value={usage.isError ? '–' : spending?.calls}
      note={spending?.cost ?? 'In 30 days'}
    />
  );
}

function describeSpending(days: Schema<'UsageTotal'>[]): { calls: string; cost: string } {
  const currency = days.find((day) => day.currency)?.currency ?? null;
  const cost = days.reduce((sum, day) => sum + Number(day.cost ?? 0), 0);
  return {
    calls: showCount(days.reduce((sum, { calls }) => sum + calls, 0)),
    cost: currency ? `${showMoney(cost, currency)} in 30 days` : 'In 30 days',
  };
}
