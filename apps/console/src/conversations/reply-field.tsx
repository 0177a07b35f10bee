import { Stack } from '@mantine/core';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';
import { MessageField } from './message-field.js';

/** What a person of the store says to the shopper, who sees it in the widget within seconds. */
export function ReplyField({
  storeId,
  conversationId,
}: {
  storeId: string;
  conversationId: string;
}) {
  const reply = useChange((client, content: string) =>
    client.POST('/api/v1/conversations/{conversation_id}/replies', {
      params: { path: { conversation_id: conversationId }, query: { store_id: storeId } },
      body: { content },
    }),
  );
  return (
    <Stack gap="sm">
      <MessageField
        label="Reply as a person"
        placeholder="Hello, this is Ana. How can I help?"
        sendLabel="Reply"
        isBusy={reply.isPending}
        onSend={(content) => reply.mutate(content)}
      />
      {reply.error && <ProblemNotice error={reply.error} />}
    </Stack>
  );
}
