import type { Schema } from '@app/client';
import { Box, Button, Group, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { DialogButton } from '../pieces/dialog-button.js';
import { ListState } from '../pieces/list-state.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { Section } from '../pieces/section.js';
import { counted, plainWords, showMoment } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useSlices } from '../sign-in/use-api.js';
import { ChangeSource } from './change-source.js';

type Source = Schema<'Source'>;

/** Websites, feeds, files and snippets that the store's knowledge comes from, with their rhythm. */
export function SourceList({ storeId }: { storeId: string }) {
  const list = useSlices(
    '/api/v1/knowledge-base/{store_id}/sources',
    { params: { path: { store_id: storeId } } },
    { again: () => 5_000 },
  );
  return (
    <Section
      title="Sources"
      about="Where the pages come from, and how often each is read by itself."
    >
      <ListState
        list={list}
        height={44}
        label="Sources"
        keyOf={({ id }) => id}
        empty={<Text c="dimmed">No source yet.</Text>}
      >
        {(source) => <SourceRow storeId={storeId} source={source} />}
      </ListState>
    </Section>
  );
}

const isFetched = ({ kind }: Source): boolean => kind === 'website' || kind === 'feed';

/** What a source is called: its name, its address, or its kind where it has no address of the web. */
function nameOf(source: Source): string {
  if (source.name) return source.name;
  return /^https?:/.test(source.url) ? source.url : plainWords(source.kind);
}

function SourceRow({ storeId, source }: { storeId: string; source: Source }) {
  const mayWrite = useMay('knowledge:write');
  const hours = source.schedule?.every_hours;
  return (
    <Group component="li" className="line" justify="space-between" gap="xs" py="xs">
      <Box flex="1 1 260px">
        <Text size="sm" fw={500} className="break">
          {nameOf(source)}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {plainWords(source.kind)} · {counted(source.page_count, 'page')}
          {hours && ` · every ${hours === 1 ? 'hour' : `${hours} hours`}`}
          {source.next_crawl_at && `, next ${showMoment(source.next_crawl_at)}`}
        </Text>
      </Box>
      {mayWrite && <Actions storeId={storeId} source={source} />}
    </Group>
  );
}

function Actions({ storeId, source }: { storeId: string; source: Source }) {
  const name = nameOf(source);
  const params = { path: { store_id: storeId, source_id: source.id } };
  const remove = useChange((client, _: void) =>
    client.DELETE('/api/v1/knowledge-base/{store_id}/sources/{source_id}', { params }),
  );
  const crawl = useChange((client, _: void) =>
    client.POST('/api/v1/knowledge-base/{store_id}/sources/{source_id}/crawl', { params }),
  );
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        loading={crawl.isPending}
        onClick={() => crawl.mutate()}
        aria-label={`Read now: ${name}`}
      >
        Read now
      </Button>
      {isFetched(source) && /^https?:/.test(source.url) && (
        <DialogButton label="Change" size="xs" aria-label={`Change ${name}`}>
          {(dialog) => <ChangeSource storeId={storeId} source={source} {...dialog} />}
        </DialogButton>
      )}
      <ConfirmButton
        label="Remove"
        title="Remove this source?"
        change={remove}
        onConfirm={() => remove.mutateAsync()}
        size="xs"
        aria-label={`Remove ${name}`}
      >
        {counted(source.page_count, 'page')} of {name} leave what the store knows with the next
        release, which this starts.
      </ConfirmButton>
      {crawl.error && <ProblemNotice error={crawl.error} />}
    </Group>
  );
}
