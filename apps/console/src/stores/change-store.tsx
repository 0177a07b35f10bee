import type { Schema } from '@app/client';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';
import { StoreFields, toDomain } from './store-fields.js';

/** Changes what a store is called and where its storefront is. */
export function ChangeStore({
  store,
  isOpen,
  onClose,
}: {
  store: Schema<'Store'>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [name, setName] = useState(store.name);
  const [domain, setDomain] = useState(store.domain ?? '');
  const change = useChange(async (client, _: void) => {
    await client.PATCH('/api/v1/stores/{store_id}', {
      params: { path: { store_id: store.id } },
      body: { name: name.trim(), domain: toDomain(domain) },
    });
    onClose();
  });
  return (
    <FormDialog
      title="Change the store"
      submitLabel="Save"
      isOpen={isOpen}
      isReady={name.trim() !== ''}
      change={change}
      onClose={onClose}
      onSubmit={() => change.mutate()}
    >
      <StoreFields name={name} domain={domain} onName={setName} onDomain={setDomain} />
    </FormDialog>
  );
}
