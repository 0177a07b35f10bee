import type { Schema } from '@app/client';
import { Button, Group } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { DialogButton } from '../pieces/dialog-button.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { Section } from '../pieces/section.js';
import { useChange } from '../sign-in/use-api.js';
import { ChangeStore } from './change-store.js';
import { EraseStore } from './erase-store.js';

/** What only the operator does with a store: change it, switch it off and on, erase it. */
export function StoreAdministration({ store }: { store: Schema<'Store'> }) {
  const turn = useChange((client, is_active: boolean) =>
    client.PATCH('/api/v1/stores/{store_id}', {
      params: { path: { store_id: store.id } },
      body: { is_active },
    }),
  );
  return (
    <Section
      title="Store"
      about={`Kept in the database “${store.placement}”. While it is switched off its keys are refused and nothing is read for it.`}
    >
      <Group gap="xs">
        <DialogButton label="Change name and domain">
          {(dialog) => <ChangeStore store={store} {...dialog} />}
        </DialogButton>
        {store.is_active ? (
          <ConfirmButton
            label="Switch it off"
            title={`Switch ${store.name} off?`}
            change={turn}
            onConfirm={() => turn.mutateAsync(false)}
          >
            Its keys are refused and its jobs wait until it is switched on again; shoppers get no
            answer. Nothing is lost.
          </ConfirmButton>
        ) : (
          <Button loading={turn.isPending} onClick={() => turn.mutate(true)}>
            Switch it on
          </Button>
        )}
        <DialogButton label="Erase it" c="var(--mantine-color-error)">
          {(dialog) => <EraseStore store={store} {...dialog} />}
        </DialogButton>
      </Group>
      {turn.error && store.is_active === false && <ProblemNotice error={turn.error} />}
    </Section>
  );
}
