import { Group } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { Section } from '../pieces/section.js';
import { useChange } from '../sign-in/use-api.js';

/** What is done to all a store knows: it is indexed again, or cleared. */
export function WholeKnowledge({ storeId }: { storeId: string }) {
  const params = { path: { store_id: storeId } };
  const reindex = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/reindex', { params }),
  );
  const clear = useChange((client, _: void) =>
    client.DELETE('/api/v1/knowledge-base/{store_id}', { params }),
  );
  return (
    <Section
      title="All of it"
      about="Indexing again cuts and embeds the live pages anew, as after another embedding model was set; no website is read."
    >
      <Group gap="xs">
        <ConfirmButton
          label="Index again"
          title="Index all pages again?"
          change={reindex}
          onConfirm={() => reindex.mutateAsync()}
        >
          A new release is built of the pages that are live. Answers go on meanwhile; with an
          embedding model of a provider each page costs a call.
        </ConfirmButton>
        <ConfirmButton
          label="Clear"
          title="Clear all this store knows?"
          change={clear}
          onConfirm={() => clear.mutateAsync()}
          c="var(--mantine-color-error)"
        >
          Its sources, pages, files, snippets and releases are removed and a running ingest is
          stopped; the agent knows nothing until something is read again. Conversations stay. This
          cannot be undone.
        </ConfirmButton>
      </Group>
    </Section>
  );
}
