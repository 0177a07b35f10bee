import { useState } from 'react';
import { useLocation } from 'wouter';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';
import { StoreFields, toDomain } from './store-fields.js';

/** Names a new store; giving it its website comes next, on its own page. */
export function CreateStore({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [name, setName] = useState('');
  const [domain, setDomain] = useState('');
  const [, goTo] = useLocation();
  const create = useChange(async (client, _: void) => {
    const host = toDomain(domain);
    const { data } = await client.POST('/api/v1/stores', {
      body: { name: name.trim(), ...(host && { domain: host }) },
    });
    goTo(`/stores/${data.id}`);
  });
  return (
    <FormDialog
      title="Create a store"
      submitLabel="Create"
      isOpen={isOpen}
      isReady={name.trim() !== ''}
      change={create}
      onClose={onClose}
      onSubmit={() => create.mutate()}
    >
      <StoreFields name={name} domain={domain} onName={setName} onDomain={setDomain} />
    </FormDialog>
  );
}
