import { Box, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

import { MoreButton } from '../pieces/more-button.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { useRead, useSlices } from '../sign-in/use-api.js';
import { CreateStore } from './create-store.js';
import { StoreRow } from './store-row.js';

/** Every store of the deployment with its health, for the operator. */
export function StoresPage() {
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [isCreating, { open, close }] = useDisclosure();
  const list = useSlices('/api/v1/stores', { params: { query: wanted ? { search: wanted } : {} } });
  const usage = useRead('/api/v1/usage', { params: { query: { group: 'store' } } });
  const costs = new Map(usage.data?.items.map((total) => [total.key, total]));
  return (
    <>
      <PageTitle
        title="Stores"
        about="Each store answers from its own pages, and from nothing else."
      >
        <Button onClick={open}>Create a store</Button>
      </PageTitle>
      <CreateStore isOpen={isCreating} onClose={close} />
      <TextInput
        label="Find a store"
        placeholder="Part of its name or domain"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
        maw={420}
      />
      <ReadState read={{ ...list, data: list.items }} height={72} rows={4}>
        {(stores) =>
          stores.length === 0 ? (
            <NoStores search={wanted} onCreate={open} />
          ) : (
            <Stack gap={0} className="card" component="ul" p={0} m={0}>
              {stores.map((store) => (
                <StoreRow key={store.id} store={store} usage={costs.get(store.id)} />
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </>
  );
}

function NoStores({ search, onCreate }: { search: string; onCreate: () => void }) {
  if (search) {
    return (
      <Box className="card" p="lg">
        <Text>No store has “{search}” in its name or domain.</Text>
      </Box>
    );
  }
  return (
    <NothingYet
      title="Create the first store"
      action={
        <Group>
          <Button onClick={onCreate}>Create a store</Button>
        </Group>
      }
    >
      A store is one shop with its own knowledge. Name it, give the address of its website, and ask
      it something a few seconds later.
    </NothingYet>
  );
}
