import { NativeSelect, PasswordInput, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';

import { Section } from '../pieces/section.js';
import type { Draft, Part } from './draft.js';

/** Which model answers, in which language and tone. */
export function AnswerFields({ hasKey, ...part }: Part & { hasKey: boolean }) {
  const { draft, onChange } = part;
  return (
    <Section
      title="Answers"
      about="Tone and further instructions are for a language model; without one pages are quoted word for word."
    >
      <Stack gap="md">
        <NativeSelect
          label="Model"
          value={draft.use}
          onChange={(event) => onChange({ use: event.currentTarget.value as Draft['use'] })}
          data={[
            { value: 'default', label: 'The operator’s' },
            { value: 'quotes', label: 'None: pages are quoted' },
            { value: 'own', label: 'The store’s own' },
          ]}
          maw={420}
        />
        {draft.use === 'own' && <OwnModel hasKey={hasKey} {...part} />}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Language"
            description="As “de”. Empty: the shopper’s."
            value={draft.language}
            onChange={(event) => onChange({ language: event.currentTarget.value })}
            maxLength={35}
          />
          <TextInput
            label="Tone"
            description="How it should sound."
            placeholder="Warm and brief"
            value={draft.tone}
            onChange={(event) => onChange({ tone: event.currentTarget.value })}
            maxLength={300}
          />
        </SimpleGrid>
        <Textarea
          label="Further instructions"
          description="The fixed rules stand above them and win."
          value={draft.additions}
          onChange={(event) => onChange({ additions: event.currentTarget.value })}
          autosize
          minRows={2}
          maxLength={2_000}
        />
      </Stack>
    </Section>
  );
}

function OwnModel({ draft, onChange, hasKey }: Part & { hasKey: boolean }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <TextInput
        label="Address of the model"
        description="Where it speaks chat completions."
        placeholder="https://models.example/v1"
        value={draft.baseUrl}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
        required
      />
      <TextInput
        label="Name of the model"
        description="As its server calls it."
        value={draft.modelName}
        onChange={(event) => onChange({ modelName: event.currentTarget.value })}
        required
      />
      <PasswordInput
        label="Key of the model"
        description={hasKey ? 'Empty: the one before is kept.' : 'Empty: none.'}
        value={draft.modelKey}
        onChange={(event) => onChange({ modelKey: event.currentTarget.value })}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the key of the model', tabIndex: 0 }}
      />
    </SimpleGrid>
  );
}
