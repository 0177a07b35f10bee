import type { Client, Schema } from '@app/client';
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { useMay } from '../sign-in/session.js';
import { useChange } from '../sign-in/use-api.js';

type Step = 'take-over' | 'give-back' | 'close';

/** What a person does with a conversation: takes it over, gives it back to the agent, closes or deletes it. */
export function ConversationActions({
  storeId,
  conversation: { id, state },
}: {
  storeId: string;
  conversation: Schema<'Conversation'>;
}) {
  const isAllowed = useMay('conversations');
  const params = { path: { conversation_id: id }, query: { store_id: storeId } };
  const [, goTo] = useLocation();
  const move = useChange((client, step: Step) => moves[step](client, params));
  const remove = useChange(async (client, _: void) => {
    await client.DELETE('/api/v1/conversations/{conversation_id}', { params });
    goTo(`/stores/${storeId}/conversations`);
  });
  if (!isAllowed) return null;
  const isWith = (step: Step) => move.isPending && move.variables === step;
  return (
    <>
      {(state === 'agent' || state === 'waiting_for_human') && (
        <Button
          variant={state === 'agent' ? 'default' : 'filled'}
          loading={isWith('take-over')}
          onClick={() => move.mutate('take-over')}
        >
          Take it over
        </Button>
      )}
      {(state === 'human' || state === 'waiting_for_human') && (
        <Button
          variant="default"
          loading={isWith('give-back')}
          onClick={() => move.mutate('give-back')}
        >
          Give it back to the agent
        </Button>
      )}
      {state !== 'closed' && (
        <ConfirmButton
          label="Close"
          title="Close this conversation?"
          change={move}
          onConfirm={() => move.mutateAsync('close')}
        >
          Nobody answers in it any more, and it takes no further message. Its messages stay.
        </ConfirmButton>
      )}
      <ConfirmButton
        label="Delete"
        title="Delete this conversation?"
        change={remove}
        onConfirm={() => remove.mutateAsync()}
      >
        It is erased with its messages and their receipts. This cannot be undone.
      </ConfirmButton>
      {move.error && move.variables !== 'close' && <ProblemNotice error={move.error} />}
    </>
  );
}

interface Params {
  path: { conversation_id: string };
  query: { store_id: string };
}

const moves: Readonly<Record<Step, (client: Client, params: Params) => Promise<unknown>>> = {
  'take-over': (client, params) =>
    client.POST('/api/v1/conversations/{conversation_id}/take-over', { params }),
  'give-back': (client, params) =>
    client.POST('/api/v1/conversations/{conversation_id}/give-back', { params }),
  close: (client, params) =>
    client.POST('/api/v1/conversations/{conversation_id}/close', { params }),
};
