import type { Schema } from '@app/client';
import { Anchor, Box, Group, Text } from '@mantine/core';

import { LastIngest } from '../knowledge/last-ingest.js';
import { ConfirmButton } from '../pieces/confirm-button.js';
import { DialogButton } from '../pieces/dialog-button.js';
import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useSlices } from '../sign-in/use-api.js';
import { WriteSnippet } from './write-snippet.js';

type Snippet = Schema<'Snippet'>;

/** Questions with answers that the merchant wrote, for what stands on no page. */
export function SnippetsPage({ storeId }: { storeId: string }) {
  const mayWrite = useMay('knowledge:write');
  const list = useSlices('/api/v1/knowledge-base/{store_id}/snippets', {
    params: { path: { store_id: storeId } },
  });
  return (
    <>
      <PageTitle
        title="Snippets"
        about="Questions with their answers, for what stands on no page. Shoppers get a change once it is live, usually within seconds."
      >
        {mayWrite && (
          <DialogButton label="Add a snippet" variant="filled">
            {(dialog) => <WriteSnippet storeId={storeId} {...dialog} />}
          </DialogButton>
        )}
      </PageTitle>
      <LastIngest storeId={storeId} />
      <ListState
        list={list}
        height={72}
        rows={4}
        label="Snippets"
        isCard
        keyOf={({ id }) => id}
        empty={
          <NothingYet title="No snippet yet">
            Write down what shoppers ask and no page says. Answering a gap makes one, too.
          </NothingYet>
        }
      >
        {(snippet) => <SnippetRow storeId={storeId} snippet={snippet} mayWrite={mayWrite} />}
      </ListState>
    </>
  );
}

function SnippetRow({
  storeId,
  snippet,
  mayWrite,
}: {
  storeId: string;
  snippet: Snippet;
  mayWrite: boolean;
}) {
  const remove = useChange((client, _: void) =>
    client.DELETE('/api/v1/knowledge-base/{store_id}/snippets/{snippet_id}', {
      params: { path: { store_id: storeId, snippet_id: snippet.id } },
    }),
  );
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 300px">
          <Text fw={600} className="break">
            {snippet.question}
          </Text>
          <Text size="sm" className="passage" lineClamp={4}>
            {snippet.answer}
          </Text>
          <Text size="sm" c="dimmed" className="break">
            written <Moment at={snippet.updated_at} />
            {snippet.url && (
              <>
                {' · cites '}
                <Anchor href={snippet.url} target="_blank" rel="noreferrer" inherit>
                  {snippet.url}
                </Anchor>
              </>
            )}
          </Text>
        </Box>
        {mayWrite && (
          <Group gap="xs">
            <DialogButton label="Change" size="xs" aria-label={`Change ${snippet.question}`}>
              {(dialog) => <WriteSnippet storeId={storeId} snippet={snippet} {...dialog} />}
            </DialogButton>
            <ConfirmButton
              label="Remove"
              title="Remove this snippet?"
              change={remove}
              onConfirm={() => remove.mutateAsync()}
              size="xs"
              aria-label={`Remove ${snippet.question}`}
            >
              “{snippet.question}” is answered no more with the next release, which this starts.
            </ConfirmButton>
          </Group>
        )}
      </Group>
    </Box>
  );
}
