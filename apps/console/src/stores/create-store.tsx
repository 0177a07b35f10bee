import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';

/** Names a new store; giving it its website comes next, on its own page. */
export function CreateStore({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [name, setName] = useState('');
  const [domain, setDomain] = useState('');
  const [, goTo] = useLocation();
  const create = useChange(async (client, body: { name: string; domain?: string }) => {
    const { data } = await client.POST('/api/v1/stores', { body });
    return data;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), ...(domain.trim() && { domain: domain.trim() }) };
    create.mutate(body, { onSuccess: (store) => goTo(`/stores/${store.id}`) });
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Create a store"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            placeholder="Pillow Store"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label="Domain"
            description="Of its storefront, if it has one."
            placeholder="shop.example"
            value={domain}
            onChange={(event) => setDomain(event.currentTarget.value)}
          />
          {create.error && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
