import type { Schema } from '@app/client';
import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';

const hour = 3_600;
const overlaps = [
  { value: '0', label: 'None: the old key ends at once' },
  { value: String(hour), label: 'An hour' },
  { value: String(24 * hour), label: 'A day' },
  { value: String(7 * 24 * hour), label: 'A week' },
  { value: String(30 * 24 * hour), label: '30 days' },
];

/** Replaces a key by one of the same kind; both work for a while, so that whoever uses it can change over. */
export function RotateKey({
  storeId,
  one,
  isOpen,
  onClose,
  onCreated,
}: {
  storeId: string;
  one: Schema<'Key'>;
  isOpen: boolean;
  onClose: () => void;
  onCreated: (key: Schema<'CreatedKey'>) => void;
}) {
  const [overlap, setOverlap] = useState(String(24 * hour));
  const rotate = useChange(async (client, _: void) => {
    const { data } = await client.POST('/api/v1/stores/{store_id}/keys/{key_id}/rotate', {
      params: { path: { store_id: storeId, key_id: one.id } },
      body: { overlap_seconds: Number(overlap) },
    });
    onCreated(data);
    onClose();
  });
  return (
    <FormDialog
      title={`Rotate ${one.name ?? one.prefix}`}
      submitLabel="Rotate"
      isOpen={isOpen}
      change={rotate}
      onClose={onClose}
      onSubmit={() => rotate.mutate()}
    >
      <Text size="sm">
        A new key of the same name, scopes and web sites takes its place and is shown once.
      </Text>
      <NativeSelect
        label="Overlap"
        description="How long the old key goes on working beside the new one."
        data={overlaps}
        value={overlap}
        onChange={(event) => setOverlap(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
