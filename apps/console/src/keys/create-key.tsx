import { Button, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';

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
  onCreated: (key: string) => void;
}) {
  const [kind, setKind] = useState<Kind>('store');
  const [name, setName] = useState('');
  const [origins, setOrigins] = useState('');
  const create = useChange(async (client, _: void) => {
    const named = name.trim() ? { name: name.trim() } : {};
    const { data } = await client.POST('/api/v1/stores/{store_id}/keys', {
      params: { path: { store_id: storeId } },
      body:
        kind === 'store'
          ? { kind, ...named }
          : { kind, ...named, allowed_origins: origins.split(/\s+/).filter(Boolean) },
    });
    return data;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(undefined, {
      onSuccess: ({ key }) => {
        onCreated(key);
        setName('');
        onClose();
      },
    });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Create a key"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack>
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
            placeholder="shop backend"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            data-autofocus
          />
          {kind === 'widget' && (
            <Textarea
              label="Web sites"
              description="Each on a line; it works on no other."
              placeholder="https://shop.example"
              value={origins}
              onChange={(event) => setOrigins(event.currentTarget.value)}
              autosize
              minRows={2}
              required
            />
          )}
          {create.error && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
