import { Stack } from '@mantine/core';

import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { useMay } from '../sign-in/session.js';
import { IngestProgress } from './ingest-progress.js';
import { PageList } from './page-list.js';
import { SourceList } from './source-list.js';
import { StartIngest } from './start-ingest.js';
import { useStatus } from './use-status.js';
import { WholeKnowledge } from './whole-knowledge.js';

/** Where a store's answers come from: what is read now, its sources, and every page with what became of it. */
export function KnowledgePage({ storeId }: { storeId: string }) {
  const status = useStatus(storeId);
  const mayWrite = useMay('knowledge:write');
  return (
    <>
      <PageTitle title="Knowledge" about="What was read, when, and what became of each page." />
      <ReadState read={status} height={200} rows={2}>
        {({ last_ingest }) => (
          <Stack gap="lg">
            {last_ingest && (
              <IngestProgress
                key={last_ingest.ingest_id}
                storeId={storeId}
                ingestId={last_ingest.ingest_id}
              />
            )}
            {mayWrite && (
              <StartIngest
                storeId={storeId}
                title={last_ingest ? 'Read a website' : 'Give it a website to read'}
                about="What it knows now goes on serving until the new release is ready."
              />
            )}
            {last_ingest && <SourceList storeId={storeId} />}
            {last_ingest && <PageList storeId={storeId} />}
            {last_ingest && mayWrite && <WholeKnowledge storeId={storeId} />}
          </Stack>
        )}
      </ReadState>
    </>
  );
}
