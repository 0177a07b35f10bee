import { Box, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { ProblemNotice } from '../pieces/problem-notice.js';
import { useChange } from '../sign-in/use-api.js';
import { AnswerFields } from './answer-fields.js';
import { type Draft, draftOf, inputOf, type Settings } from './draft.js';
import { RuleFields } from './rule-fields.js';
import { TextFields } from './text-fields.js';
import { TrySettings } from './try-settings.js';
import { WidgetFields } from './widget-fields.js';

/** The settings in force, to be changed, tried and saved as the next version. */
export function SettingsForm({ storeId, settings }: { storeId: string; settings: Settings }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const [note, setNote] = useState('');
  const input = inputOf(settings, draft);
  const save = useChange(async (client, _: void) => {
    await client.PUT('/api/v1/stores/{store_id}/agent-settings', {
      params: { path: { store_id: storeId } },
      body: { ...input, version: settings.version, note: note.trim() || null },
    });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const onChange = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const part = { draft, onChange };
  return (
    <Stack gap="lg">
      <form onSubmit={submit} aria-label="Settings of the agent">
        <Stack gap="lg">
          <AnswerFields hasKey={settings.model.api_key.is_set} {...part} />
          <RuleFields {...part} />
          <TextFields {...part} />
          <WidgetFields {...part} />
          <Box className="card" p="lg">
            <Group align="flex-end" gap="sm">
              <TextInput
                label="Why it is changed"
                description="For people, beside the version. May be empty."
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
                maxLength={500}
                flex="1 1 240px"
              />
              <Button type="submit" loading={save.isPending}>
                Save as version {settings.version + 1}
              </Button>
            </Group>
            <Text size="sm" c="dimmed" mt="xs">
              In force from the next question on.
            </Text>
            {save.error && <ProblemNotice error={save.error} />}
          </Box>
        </Stack>
      </form>
      <TrySettings storeId={storeId} settings={input} />
    </Stack>
  );
}
