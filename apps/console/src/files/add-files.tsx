import { Button, FileButton, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { Section } from '../pieces/section.js';
import { useChange } from '../sign-in/use-api.js';
import { reasonOf } from './reason-of.js';

interface Refusal {
  name: string;
  reason: string;
}

/** Uploads files one after the other; one that is refused says why and holds up no other. */
export function AddFiles({ storeId }: { storeId: string }) {
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [now, setNow] = useState('');
  const upload = useChange(async (client, files: File[]) => {
    const refused: Refusal[] = [];
    for (const [place, file] of files.entries()) {
      setNow(`${file.name} (${place + 1} of ${files.length})`);
      try {
        await client.POST('/api/v1/knowledge-base/{store_id}/files', {
          params: { path: { store_id: storeId } },
          body: { file },
        });
      } catch (error) {
        refused.push({ name: file.name, reason: reasonOf(error) });
      }
    }
    setRefusals(refused);
  });
  return (
    <Section
      title="Files"
      about="Plain text, Markdown, CSV, PDF or DOCX, up to 20 MiB each. The text of each becomes a page."
      actions={
        <FileButton
          multiple
          accept=".txt,.md,.markdown,.csv,.pdf,.docx"
          onChange={(files) => files.length > 0 && upload.mutate(files)}
          inputProps={{ 'aria-label': 'Files to upload' }}
        >
          {(button) => (
            <Button {...button} loading={upload.isPending}>
              Upload files
            </Button>
          )}
        </FileButton>
      }
    >
      {(upload.isPending || refusals.length > 0) && (
        <Stack gap="xs" role="status">
          {upload.isPending && <Text size="sm">Uploading {now} …</Text>}
          {!upload.isPending && refusals.length > 0 && (
            <List size="sm" aria-label="Refused">
              {refusals.map(({ name, reason }) => (
                <List.Item key={name} className="break">
                  {name} was refused: {reason}
                </List.Item>
              ))}
            </List>
          )}
        </Stack>
      )}
    </Section>
  );
}
