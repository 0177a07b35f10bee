import type { Schema } from '@app/client';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import type { Scope } from '../sign-in/session.js';
import { useChange } from '../sign-in/use-api.js';
import { EndField, fromLocal } from './end-field.js';
import { OriginField, toOrigins } from './origin-field.js';
import { allScopes, ScopeField } from './scope-field.js';

type Kind = 'store' | 'widget';

/** Makes a key; the key itself is handed on, to be shown once. */
export function CreateKey({
  storeId,
  isOpen,
  onClose,
  onCreated,
}: {
  storeId: string;
  isOpen: boolean;
  onClose: () => void;
  onCreated: (key: Schema<'CreatedKey'>) => void;
}) {
  const [kind, setKind] = useState<Kind>('store');
  const [name, setName] = useState('');
  const [origins, setOrigins] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(allScopes);
  const [end, setEnd] = useState('');
  const create = useChange(async (client, _: void) => {
    const rest = { ...(name.trim() && { name: name.trim() }), expires_at: fromLocal(end) };
    const { data } = await client.POST('/api/v1/stores/{store_id}/keys', {
      params: { path: { store_id: storeId } },
      body:
        kind === 'store'
          ? { kind, ...rest, scopes: scopes.length === allScopes.length ? null : [...scopes] }
          : { kind, ...rest, allowed_origins: toOrigins(origins) },
    });
    onCreated(data);
    onClose();
  });
  return (
    <FormDialog
      title="Create a key"
      submitLabel="Create"
      isOpen={isOpen}
      isReady={kind === 'store' ? scopes.length > 0 : origins.trim() !== ''}
      change={create}
      onClose={onClose}
      onSubmit={() => create.mutate()}
    >
      <SegmentedControl
        aria-label="Kind of key"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={[
          { value: 'store', label: 'For a server' },
          { value: 'widget', label: 'For a web site' },
        ]}
      />
      <TextInput
        label="Name"
        placeholder={kind === 'store' ? 'shop backend' : 'shop front'}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        data-autofocus
      />
      {kind === 'widget' ? (
        <OriginField value={origins} onChange={setOrigins} />
      ) : (
        <ScopeField value={scopes} onChange={setScopes} />
      )}
      <EndField value={end} onChange={setEnd} />
    </FormDialog>
  );
}
