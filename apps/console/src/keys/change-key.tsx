import type { Schema } from '@app/client';
import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';
import { EndField, fromLocal, toLocal } from './end-field.js';
import { OriginField, toOrigins } from './origin-field.js';
import { ScopeField } from './scope-field.js';

/** Changes what a key is called, may do, where it works or when it ends; the key itself stays the same. */
export function ChangeKey({
  storeId,
  one,
  isOpen,
  onClose,
}: {
  storeId: string;
  one: Schema<'Key'>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [name, setName] = useState(one.name ?? '');
  const [origins, setOrigins] = useState(one.allowed_origins.join('\n'));
  const [scopes, setScopes] = useState<readonly string[]>(one.scopes);
  const [end, setEnd] = useState(toLocal(one.expires_at));
  const change = useChange(async (client, _: void) => {
    const isSameEnd = end === toLocal(one.expires_at);
    await client.PATCH('/api/v1/stores/{store_id}/keys/{key_id}', {
      params: { path: { store_id: storeId, key_id: one.id } },
      body: {
        name: name.trim() || null,
        ...(!isSameEnd && { expires_at: fromLocal(end) }),
        ...(one.kind === 'widget'
          ? { allowed_origins: toOrigins(origins) }
          : { scopes: scopes as Schema<'UpdateKey'>['scopes'] }),
      },
    });
    onClose();
  });
  return (
    <FormDialog
      title={`Change ${one.name ?? one.prefix}`}
      submitLabel="Save"
      isOpen={isOpen}
      isReady={one.kind === 'store' ? scopes.length > 0 : origins.trim() !== ''}
      change={change}
      onClose={onClose}
      onSubmit={() => change.mutate()}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        data-autofocus
      />
      {one.kind === 'widget' ? (
        <OriginField value={origins} onChange={setOrigins} />
      ) : (
        <ScopeField value={scopes} onChange={setScopes} />
      )}
      <EndField value={end} onChange={setEnd} />
    </FormDialog>
  );
}
