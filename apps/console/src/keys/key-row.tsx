import type { Schema } from '@app/client';
import { Badge, Box, Group, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { DialogButton } from '../pieces/dialog-button.js';
import { Moment } from '../pieces/moment.js';
import { StateBadge } from '../pieces/state-badge.js';
import { plainWords, showMoment } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange } from '../sign-in/use-api.js';
import { ChangeKey } from './change-key.js';
import { isEnded, stateOf } from './key-state.js';
import { RotateKey } from './rotate-key.js';
import { allScopes } from './scope-field.js';

type Key = Schema<'Key'>;

/** One key: what it may do and where, when it was used and when it ends, and what the operator can do with it. */
export function KeyRow({
  storeId,
  one,
  onCreated,
}: {
  storeId: string;
  one: Key;
  onCreated: (key: Schema<'CreatedKey'>) => void;
}) {
  const isOperator = useMay('admin');
  return (
    <Box component="li" className="line" p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex="1 1 300px">
          <Group gap="xs">
            <Text fw={600} className="break">
              {one.name ?? 'Without a name'}
            </Text>
            <KeyState one={one} />
            <Text size="sm" ff="monospace">
              {one.prefix}…
            </Text>
          </Group>
          <Uses one={one} />
          <Text size="sm" c="dimmed">
            {one.last_used_at ? (
              <>
                last used <Moment at={one.last_used_at} />
              </>
            ) : (
              'never used'
            )}
            {one.expires_at && !one.revoked_at && ` · ${endOf(one)}`}
          </Text>
        </Box>
        {isOperator && !isEnded(one) && (
          <Actions storeId={storeId} one={one} onCreated={onCreated} />
        )}
      </Group>
    </Box>
  );
}

const endOf = (one: Key): string =>
  `${isEnded(one) ? 'ended' : 'ends'} ${showMoment(String(one.expires_at))}`;

function KeyState({ one }: { one: Key }) {
  const state = stateOf(one);
  const words = { live: 'Works', replaced: 'Replaced, works on' }[state] ?? plainWords(state);
  return <StateBadge state={state} words={words} />;
}

function Uses({ one }: { one: Key }) {
  if (one.kind === 'widget') {
    return (
      <Text size="sm" className="break">
        Widget key for {one.allowed_origins.join(', ')}
      </Text>
    );
  }
  if (one.scopes.length === allScopes.length)
    return <Text size="sm">Store key for everything</Text>;
  return (
    <Group gap={6} my={4} component="ul" p={0} m={0} aria-label="Scopes">
      {one.scopes.map((scope) => (
        <li key={scope}>
          <Badge variant="outline" color="gray" c="var(--mantine-color-text)" tt="none" fw={500}>
            {scope}
          </Badge>
        </li>
      ))}
    </Group>
  );
}

function Actions({
  storeId,
  one,
  onCreated,
}: {
  storeId: string;
  one: Key;
  onCreated: (key: Schema<'CreatedKey'>) => void;
}) {
  const name = one.name ?? one.prefix;
  const revoke = useChange((client, _: void) =>
    client.DELETE('/api/v1/stores/{store_id}/keys/{key_id}', {
      params: { path: { store_id: storeId, key_id: one.id } },
    }),
  );
  return (
    <Group gap="xs">
      <DialogButton label="Change" size="xs" aria-label={`Change ${name}`}>
        {(dialog) => <ChangeKey storeId={storeId} one={one} {...dialog} />}
      </DialogButton>
      {!one.replaced_by && (
        <DialogButton label="Rotate" size="xs" aria-label={`Rotate ${name}`}>
          {(dialog) => <RotateKey storeId={storeId} one={one} onCreated={onCreated} {...dialog} />}
        </DialogButton>
      )}
      <ConfirmButton
        label="Revoke"
        title="Revoke this key?"
        change={revoke}
        onConfirm={() => revoke.mutateAsync()}
        size="xs"
        aria-label={`Revoke ${name}`}
      >
        Whatever uses {name} is refused within a second, for good.
      </ConfirmButton>
    </Group>
  );
}
