import type { Schema } from '@app/client';
import { Box, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { counted } from '../pieces/texts.js';
import { useChange } from '../sign-in/use-api.js';
import { FoundChunk } from './found-chunk.js';

type Results = Schema<'SearchResults'>;

/** What the agent would be given for a question, and how each of the two legs of the search ranks it. */
export function SearchPage({ storeId }: { storeId: string }) {
  const [query, setQuery] = useState('');
  const search = useChange(async (client, wanted: string) => {
    const { data } = await client.POST('/api/v1/knowledge-base/{store_id}/search', {
      params: { path: { store_id: storeId } },
      body: { query: wanted, limit: 10 },
    });
    return data;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (query.trim()) search.mutate(query.trim());
  };
  return (
    <>
      <PageTitle
        title="Search"
        about="What would be found for a question, with the rank that words and meaning each give it. Nothing is stored."
      />
      <form onSubmit={submit}>
        <Group align="flex-end" mb="lg">
          <TextInput
            label="Question or words"
            placeholder="How do I wash my pillow?"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            flex="1 1 260px"
          />
          <Button type="submit" loading={search.isPending} disabled={query.trim() === ''}>
            Search
          </Button>
        </Group>
      </form>
      {search.error && <ProblemNotice error={search.error} />}
      {search.isPending && (
        <ReadState
          read={{ data: undefined, error: null, refetch: () => undefined }}
          height={130}
          rows={3}
        >
          {() => null}
        </ReadState>
      )}
      {!search.isPending && search.data && <Found results={search.data} />}
    </>
  );
}

function Found({ results }: { results: Results }) {
  const { items, about } = { items: results.results, about: aboutSearch(results) };
  if (items.length === 0) {
    return (
      <NothingYet title="Nothing was found">
        {results.release === null
          ? 'The store has no live release yet; read a website first.'
          : 'No page has these words or anything near them. The agent would say that it does not know.'}
      </NothingYet>
    );
  }
  return (
    <Box component="section" aria-label="Results">
      <Text size="sm" c="dimmed" mb="sm" role="status" className="numbers">
        {about}
      </Text>
      <Stack gap="sm" component="ol" p={0} m={0}>
        {items.map((result, place) => (
          <FoundChunk key={result.chunk_id} result={result} place={place + 1} />
        ))}
      </Stack>
    </Box>
  );
}

function aboutSearch({
  results,
  release,
  took_ms,
  corrections,
  dense,
  dense_unavailable,
}: Results) {
  const read = corrections.map(({ word, read_as }) => `“${word}” read as ${read_as.join(', ')}`);
  const leg = dense
    ? `meaning: ${dense.embedding}, ${dense.method} over ${counted(dense.chunks, 'chunk')}`
    : `meaning left out (${dense_unavailable ?? 'none'})`;
  return [
    `${counted(results.length, 'chunk')} of release ${release}`,
    `${Math.round(took_ms)} ms`,
    leg,
    ...read,
  ].join(' · ');
}
