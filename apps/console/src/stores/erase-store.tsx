import type { Schema } from '@app/client';
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';

/** Erases a store once its name was typed; what became of each place stands in the receipt that opens then. */
export function EraseStore({
  store,
  isOpen,
  onClose,
}: {
  store: Schema<'Store'>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [, goTo] = useLocation();
  const erase = useChange(async (client, _: void) => {
    const { data } = await client.DELETE('/api/v1/stores/{store_id}', {
      params: { path: { store_id: store.id } },
    });
    goTo(`/erasures/${data.erasure.id}`);
  });
  return (
    <FormDialog
      title="Erase this store?"
      submitLabel="Erase it for good"
      isOpen={isOpen}
      isReady={typed.trim() === store.name.trim()}
      isDangerous
      change={erase}
      onClose={onClose}
      onSubmit={() => erase.mutate()}
    >
      <Text size="sm">
        Its knowledge, conversations, receipts, keys and settings are erased and searched for again.
        This cannot be undone. You get a signed receipt.
      </Text>
      <TextInput
        label={`Type its name: ${store.name}`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
    </FormDialog>
  );
}
