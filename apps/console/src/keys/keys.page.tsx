import type { Schema } from '@app/client';
import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { CopyField } from '../pieces/copy-field.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { showMoment } from '../pieces/texts.js';
import { useSession } from '../sign-in/session.js';
import { useChange, useRead } from '../sign-in/use-api.js';
import { CreateKey } from './create-key.js';

type Key = Schema<'Key'>;

/** A store's keys. The operator makes and ends them; who has a store's key may look. */
export function KeysPage({ storeId }: { storeId: string }) {
  const { ownStoreId } = useSession();
  const isOperator = ownStoreId === null;
  const [isCreating, { open, close }] = useDisclosure();
  const [created, setCreated] = useState<string>();
  const keys = useRead('/api/v1/stores/{store_id}/keys', {
    params: { path: { store_id: storeId } },
  });
  return (
    <>
      <PageTitle
        title="Keys"
        about={
          isOperator
            ? 'Store keys are secrets for servers; widget keys are public, and bound to web sites.'
            : 'Only the operator makes and ends keys.'
        }
      >
        {isOperator && <Button onClick={open}>Create a key</Button>}
      </PageTitle>
      <CreateKey storeId={storeId} isOpen={isCreating} onClose={close} onCreated={setCreated} />
      {created && (
        <Alert
          color="yellow"
          title="The new key, shown this once"
          mb="lg"
          withCloseButton
          closeButtonLabel="Hide the key"
          onClose={() => setCreated(undefined)}
        >
          <CopyField text={created} label="The new key" />
        </Alert>
      )}
      <ReadState read={keys} height={72} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet title="No key yet">
              A store key lets the shop’s own server ask; a widget key lets its web site ask.
            </NothingYet>
          ) : (
            <Stack gap={0} className="card" component="ul" p={0} m={0}>
              {items.map((key) => (
                <KeyRow key={key.id} storeId={storeId} one={key} isOperator={isOperator} />
              ))}
            </Stack>
          )
        }
      </ReadState>
    </>
  );
}

function stateOf({ revoked_at, expires_at }: Key): string {
  if (revoked_at) return 'revoked';
  return expires_at && Date.parse(expires_at) < Date.now() ? 'expired' : 'live';
}

function KeyRow({ storeId, one, isOperator }: { storeId: string; one: Key; isOperator: boolean }) {
  const state = stateOf(one);
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" gap="xs">
        <div>
          <Group gap="xs">
            <Text fw={600} className="break">
              {one.name ?? 'Without a name'}
            </Text>
            <StateBadge state={state} words={state === 'live' ? 'Works' : undefined} />
            <Text size="sm" ff="monospace">
              {one.prefix}…
            </Text>
          </Group>
          <Text size="sm" c="dimmed" className="break">
            {one.kind === 'widget' ? one.allowed_origins.join(', ') : one.scopes.join(', ')}
          </Text>
          <Text size="sm" c="dimmed">
            {one.last_used_at ? (
              <>
                last used <Moment at={one.last_used_at} />
              </>
            ) : (
              'never used'
            )}
            {one.expires_at && ` · ends ${showMoment(one.expires_at)}`}
          </Text>
        </div>
        {isOperator && state === 'live' && <Revoke storeId={storeId} one={one} />}
      </Group>
    </Box>
  );
}

function Revoke({ storeId, one }: { storeId: string; one: Key }) {
  const revoke = useChange((client, _: void) =>
    client.DELETE('/api/v1/stores/{store_id}/keys/{key_id}', {
      params: { path: { store_id: storeId, key_id: one.id } },
    }),
  );
  return (
    <ConfirmButton
      label="Revoke"
      title="Revoke this key?"
      change={revoke}
      onConfirm={() => revoke.mutateAsync()}
      size="xs"
      aria-label={`Revoke ${one.name ?? one.prefix}`}
    >
      Whatever uses {one.name ?? one.prefix} is refused within a second, for good.
    </ConfirmButton>
  );
}
