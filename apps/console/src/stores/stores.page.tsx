import { Box, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { DialogButton } from '../pieces/dialog-button.js';
import { ListState } from '../pieces/list-state.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { useRead, useSlices } from '../sign-in/use-api.js';
import { CreateStore } from './create-store.js';
import { StoreRow } from './store-row.js';

/** Every store of the deployment with its health, for the operator. */
export function StoresPage() {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const list = useSlices('/api/v1/stores', { params: { query: wanted ? { search: wanted } : {} } });
  const usage = useRead('/api/v1/usage', { params: { query: { group: 'store' } } });
  const costs = new Map(usage.data?.items.map((total) => [total.key, total]));
  return (
    <>
      <PageTitle
        title="Stores"
        about="Each store answers from its own pages, and from nothing else."
      >
        <CreateButton />
      </PageTitle>
      <TextInput
        label="Find a store"
        placeholder="Part of its name or domain"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
        maw={420}
      />
      <ListState
        list={list}
        height={72}
        rows={4}
        label="Stores"
        isCard
        keyOf={({ id }) => id}
        empty={<NoStores search={wanted} />}
      >
        {(store) => <StoreRow store={store} usage={costs.get(store.id)} />}
      </ListState>
    </>
  );
}

const CreateButton = () => (
  <DialogButton label="Create a store" variant="filled">
    {(dialog) => <CreateStore {...dialog} />}
  </DialogButton>
);

function NoStores({ search }: { search: string }) {
  if (search) {
    return (
      <Box className="card" p="lg">
        <Text>No store has “{search}” in its name or domain.</Text>
      </Box>
    );
  }
  return (
    <NothingYet title="Create the first store" action={<CreateButton />}>
      A store is one shop with its own knowledge. Name it, give the address of its website, and ask
      it something a few seconds later.
    </NothingYet>
  );
}
