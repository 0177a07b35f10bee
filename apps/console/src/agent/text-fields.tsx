import { NativeSelect, Stack, Textarea } from '@mantine/core';

import { Section } from '../pieces/section.js';
import type { Draft, Part } from './draft.js';

const texts = [
  ['greeting', 'Greeting', 'The answer to a greeting.'],
  ['refusal', 'When it does not know', 'Said in the place of “I don’t know”.'],
  ['handoff', 'When a person takes over', 'Said where the conversation is given to a person.'],
] as const;

/** What the agent says in fixed words, and when it asks for a person. */
export function TextFields({ draft, onChange }: Part) {
  return (
    <Section title="Texts" about="In fixed words, without figures. Empty: as it is built in.">
      <Stack gap="md">
        {texts.map(([name, label, description]) => (
          <Textarea
            key={name}
            label={label}
            description={description}
            value={draft[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            autosize
            minRows={1}
            maxLength={500}
          />
        ))}
        <NativeSelect
          label="A person is asked for"
          value={draft.handoffWhen}
          onChange={(event) =>
            onChange({ handoffWhen: event.currentTarget.value as Draft['handoffWhen'] })
          }
          data={[
            { value: 'asked', label: 'Where the shopper wants one' },
            { value: 'unanswered', label: 'Also where the agent does not know' },
          ]}
          maw={420}
        />
      </Stack>
    </Section>
  );
}
