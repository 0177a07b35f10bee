import { Box, Button, Stack, Text } from '@mantine/core';
import { Link, useLocation } from 'wouter';

import { useStatus } from '../knowledge/use-status.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { useChange } from '../sign-in/use-api.js';
import { AskField } from './ask-field.js';
import { firstQuestions } from './first-questions.js';

/** Asks as a shopper would; the conversation opens with the answer coming in. */
export function NewConversationPage({ storeId }: { storeId: string }) {
  const status = useStatus(storeId);
  const [, goTo] = useLocation();
  const begin = useChange(async (client, question: string) => {
    const body = { store_id: storeId, shopper_id: 'console', metadata: { from: 'console' } };
    const { data } = await client.POST('/api/v1/conversations', { body });
    firstQuestions.set(data.id, question);
    goTo(`/stores/${storeId}/conversations/${data.id}`);
  });
  return (
    <>
      <PageTitle
        title="Ask"
        about="As a shopper would. The answer cites the pages it rests on, and you can see its receipt."
      />
      <ReadState read={status} height={140}>
        {({ live_release }) =>
          live_release === null ? (
            <NothingYet
              title="It knows nothing yet"
              action={
                <Button component={Link} href={`/stores/${storeId}`}>
                  Read a website
                </Button>
              }
            >
              There is no live release to answer from.
            </NothingYet>
          ) : (
            <Box className="card" p="lg">
              <Stack>
                <AskField isBusy={begin.isPending} onAsk={(question) => begin.mutate(question)} />
                <Text size="sm" c="dimmed">
                  It is kept like any other conversation, of the shopper “console”.
                </Text>
                {begin.error && <ProblemNotice error={begin.error} />}
              </Stack>
            </Box>
          )
        }
      </ReadState>
    </>
  );
}
