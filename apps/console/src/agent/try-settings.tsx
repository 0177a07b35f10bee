import type { Schema } from '@app/client';
import { Alert, Box, Stack, Text } from '@mantine/core';

import { Citations } from '../conversations/citations.js';
import { MessageField } from '../conversations/message-field.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { Section } from '../pieces/section.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useChange } from '../sign-in/use-api.js';
import type { SettingsInput } from './draft.js';

/** Asks with the settings as they are written, saved or not; nothing of it is kept. */
export function TrySettings({ storeId, settings }: { storeId: string; settings: SettingsInput }) {
  const trial = useChange(async (client, question: string) => {
    const { data } = await client.POST('/api/v1/stores/{store_id}/agent-settings/try', {
      params: { path: { store_id: storeId } },
      body: { question, settings },
    });
    return data;
  });
  return (
    <Section
      title="Try them"
      about="Answers with what stands above, saved or not. Nothing is kept."
    >
      <Stack gap="sm">
        <MessageField
          label="Question"
          placeholder="How many days do I have to return something?"
          sendLabel="Try"
          isBusy={trial.isPending}
          onSend={(question) => trial.mutate(question)}
        />
        <div role="status">
          {trial.data && <Trial trial={trial.data} question={trial.variables} />}
        </div>
        {trial.error && <ProblemNotice error={trial.error} />}
      </Stack>
    </Section>
  );
}

function Trial({
  trial: { answer, model },
  question,
}: {
  trial: Schema<'AgentSettingsTrial'>;
  question?: string;
}) {
  return (
    <Stack gap="sm">
      <Box className="bubble" data-role="user">
        <Text className="passage">{question}</Text>
      </Box>
      {model.verdict !== 'ok' && model.verdict !== 'not_used' && (
        <Alert color="red" title="The model cannot be used">
          {model.reason}
        </Alert>
      )}
      {answer && (
        <Box className="bubble" data-role="assistant">
          <Text className="passage">{answer.content}</Text>
          {answer.citations.length > 0 && <Citations citations={answer.citations} />}
          <Box mt="sm">
            <StateBadge state={answer.outcome} />
          </Box>
        </Box>
      )}
    </Stack>
  );
}
