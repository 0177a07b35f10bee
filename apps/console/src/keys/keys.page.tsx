import type { Schema } from '@app/client';
import { Button, Center, Stack } from '@mantine/core';
import { useState } from 'react';

import { DialogButton } from '../pieces/dialog-button.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { counted } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';
import { CreateKey } from './create-key.js';
import { KeyRow } from './key-row.js';
import { isEnded } from './key-state.js';
import { NewKey } from './new-key.js';

type Key = Schema<'Key'>;

/** A store's keys. The operator makes and ends them; who has a store's key may look. */
export function KeysPage({ storeId }: { storeId: string }) {
  const isOperator = useMay('admin');
  const [created, setCreated] = useState<Schema<'CreatedKey'>>();
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
            : 'Only the operator makes, changes and ends keys.'
        }
      >
        {isOperator && (
          <DialogButton label="Create a key" variant="filled">
            {(dialog) => <CreateKey storeId={storeId} onCreated={setCreated} {...dialog} />}
          </DialogButton>
        )}
      </PageTitle>
      {created && <NewKey one={created} onHide={() => setCreated(undefined)} />}
      <ReadState read={keys} height={72} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet title="No key yet">
              A store key lets the shop’s own server ask; a widget key lets its web site ask.
            </NothingYet>
          ) : (
            <Keys storeId={storeId} items={items} onCreated={setCreated} />
          )
        }
      </ReadState>
    </>
  );
}

const shownAtOnce = 50;

/** Those that work first, newest first; ended ones where somebody asks for them. */
function Keys({
  storeId,
  items,
  onCreated,
}: {
  storeId: string;
  items: Key[];
  onCreated: (key: Schema<'CreatedKey'>) => void;
}) {
  const [withEnded, setWithEnded] = useState(false);
  const [shown, setShown] = useState(shownAtOnce);
  const working = items.filter((one) => !isEnded(one));
  const ended = items.filter(isEnded);
  const listed = withEnded ? [...working, ...ended] : working;
  return (
    <Stack gap="md">
      {listed.length > 0 && (
        <Stack gap={0} className="card" component="ul" p={0} m={0} aria-label="Keys">
          {listed.slice(0, shown).map((key) => (
            <KeyRow key={key.id} storeId={storeId} one={key} onCreated={onCreated} />
          ))}
        </Stack>
      )}
      <Center>
        {listed.length > shown && (
          <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
            Show more
          </Button>
        )}
        {listed.length <= shown && ended.length > 0 && (
          <Button variant="default" onClick={() => setWithEnded(!withEnded)}>
            {withEnded ? 'Hide those that ended' : `Show ${counted(ended.length, 'ended key')}`}
          </Button>
        )}
      </Center>
    </Stack>
  );
}
