import { Stack } from '@mantine/core';

import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { useRead } from '../sign-in/use-api.js';
import { SettingsForm } from './settings-form.js';
import { VersionList } from './version-list.js';

/** How a store's agent answers and its widget looks, in versions. */
export function AgentPage({ storeId }: { storeId: string }) {
  const settings = useRead('/api/v1/stores/{store_id}/agent-settings', {
    params: { path: { store_id: storeId } },
  });
  return (
    <>
      <PageTitle
        title="Agent"
        about="How it answers and how the widget looks. Try a change before you save it."
      />
      <ReadState read={settings} height={220} rows={3}>
        {(data) => (
          <Stack gap="lg">
            <SettingsForm key={data.version} storeId={storeId} settings={data} />
            <VersionList storeId={storeId} current={data.version} />
          </Stack>
        )}
      </ReadState>
    </>
  );
}
