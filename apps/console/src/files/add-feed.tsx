import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { RhythmField } from '../knowledge/rhythm-field.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { Section } from '../pieces/section.js';
import { useChange } from '../sign-in/use-api.js';

/** Gives the store its product feed: an address that is read again and again, or a file. */
export function AddFeed({ storeId }: { storeId: string }) {
  const [url, setUrl] = useState('');
  const [hours, setHours] = useState<number | null>(24);
  const params = { path: { store_id: storeId } };
  const upload = useChange((client, file: File) =>
    client.POST('/api/v1/knowledge-base/{store_id}/feeds', { params, body: { file } }),
  );
  const fetchIt = useChange(async (client, _: void) => {
    const { data: source } = await client.POST('/api/v1/knowledge-base/{store_id}/sources', {
      params,
      body: {
        kind: 'feed',
        url: url.trim(),
        schedule: hours === null ? null : { every_hours: hours },
      },
    });
    setUrl('');
    await client.POST('/api/v1/knowledge-base/{store_id}/sources/{source_id}/crawl', {
      params: { path: { store_id: storeId, source_id: source.id } },
    });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== '') fetchIt.mutate();
  };
  const failure = fetchIt.error ?? upload.error;
  return (
    <Section
      title="Product feed"
      about="CSV or JSON by the names that portals use; each product becomes a page. It is listed under the sources of Knowledge, and removed there."
      actions={
        <FileButton
          accept=".csv,.json,.tsv,.txt"
          onChange={(file) => file && upload.mutate(file)}
          inputProps={{ 'aria-label': 'Feed to upload' }}
        >
          {(button) => (
            <Button {...button} variant="default" loading={upload.isPending}>
              Upload a feed
            </Button>
          )}
        </FileButton>
      }
    >
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Address of the feed"
            placeholder="https://shop.example/products.csv"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            inputMode="url"
            autoCapitalize="off"
            spellCheck={false}
            flex="1 1 240px"
          />
          <RhythmField value={hours} onChange={setHours} />
          <Button type="submit" loading={fetchIt.isPending} disabled={url.trim() === ''}>
            Read it
          </Button>
        </Group>
      </form>
      {failure && <ProblemNotice error={failure} />}
    </Section>
  );
}
