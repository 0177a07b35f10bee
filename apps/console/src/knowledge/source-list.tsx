import { Box, Group, Stack, Text, Title } from '@mantine/core';

import { MoreButton } from '../pieces/more-button.js';
import { ReadState } from '../pieces/read-state.js';
import { counted, plainWords, showMoment } from '../pieces/texts.js';
import { useSlices } from '../sign-in/use-api.js';

/** Websites, feeds, files and snippets that the store's knowledge comes from. */
export function SourceList({ storeId }: { storeId: string }) {
  const list = useSlices('/api/v1/knowledge-base/{store_id}/sources', {
    params: { path: { store_id: storeId } },
  });
  return (
    <Box className="card" p="lg" component="section" aria-labelledby="sources">
      <Title order={2} size="h4" id="sources" mb="sm">
        Sources
      </Title>
      <ReadState read={{ ...list, data: list.items }} height={44}>
        {(sources) => (
          <Stack gap="xs" component="ul" p={0} m={0}>
            {sources.map((source) => (
              <Group key={source.id} component="li" justify="space-between" gap="xs">
                <Text size="sm" className="break">
                  {source.name ??
                    (source.kind === 'website' || source.kind === 'feed'
                      ? source.url
                      : plainWords(source.kind))}
                </Text>
                <Text size="sm" c="dimmed" className="numbers">
                  {plainWords(source.kind)} · {counted(source.page_count, 'page')}
                  {source.next_crawl_at && ` · again ${showMoment(source.next_crawl_at)}`}
                </Text>
              </Group>
            ))}
          </Stack>
        )}
      </ReadState>
      <MoreButton list={list} />
    </Box>
  );
}
