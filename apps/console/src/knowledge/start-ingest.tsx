import { Box, Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';

const usualPages = 30;

/** Has a website read. */
export function StartIngest({
  storeId,
  title,
  about,
}: {
  storeId: string;
  title: string;
  about: string;
}) {
  const [address, setAddress] = useState('');
  const [maxPages, setMaxPages] = useState<number | string>(usualPages);
  const start = useChange(async (client, body: { url: string; max_pages: number }) => {
    await client.POST('/api/v1/knowledge-base/ingest', { body: { store_id: storeId, ...body } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const url = /^https?:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`;
    start.mutate(
      { url, max_pages: Number(maxPages) || usualPages },
      { onSuccess: () => setAddress('') },
    );
  };
  return (
    <Box className="card" p="lg" component="section" aria-label={title}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Title order={2} size="h4">
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          </div>
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Website"
              placeholder="https://shop.example"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
              inputMode="url"
              autoCapitalize="off"
              spellCheck={false}
              required
              flex="1 1 240px"
            />
            <NumberInput
              label="At most, pages"
              value={maxPages}
              onChange={setMaxPages}
              min={1}
              max={100_000}
              allowDecimal={false}
              hideControls
              w={130}
            />
            <Button type="submit" loading={start.isPending} disabled={address.trim() === ''}>
              Read it
            </Button>
          </Group>
          {start.error && <ProblemNotice error={start.error} />}
        </Stack>
      </form>
    </Box>
  );
}
