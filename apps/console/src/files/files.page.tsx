import { Stack } from '@mantine/core';

import { LastIngest } from '../knowledge/last-ingest.js';
import { PageTitle } from '../pieces/page-title.js';
import { useMay } from '../sign-in/session.js';
import { AddFeed } from './add-feed.js';
import { AddFiles } from './add-files.js';
import { FileList } from './file-list.js';

/** What a store gives that stands on no page: its files, and its product feed. */
export function FilesPage({ storeId }: { storeId: string }) {
  const mayWrite = useMay('knowledge:write');
  return (
    <>
      <PageTitle
        title="Files and feeds"
        about="What stands on no page. Shoppers get a change once it is live."
      />
      <LastIngest storeId={storeId} />
      <Stack gap="lg">
        {mayWrite && <AddFiles storeId={storeId} />}
        <div>
          <FileList storeId={storeId} />
        </div>
        {mayWrite && <AddFeed storeId={storeId} />}
      </Stack>
    </>
  );
}
