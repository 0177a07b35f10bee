import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';

import { Section } from '../pieces/section.js';
import { plainWords } from '../pieces/texts.js';
import type { Draft, Part } from './draft.js';

type Rule = Draft['rules'][number];
type Topic = Extract<Rule, { kind: 'never_promise' }>['topic'];

const topics: readonly Topic[] = [
  'delivery_dates',
  'discounts',
  'stock',
  'refunds',
  'legal_advice',
  'medical_advice',
];
const most = 30;

/** What is never said, held to on each sentence whatever a model writes. */
export function RuleFields({ draft: { rules }, onChange }: Part) {
  const put = (place: number, rule: Rule) =>
    onChange({ rules: rules.map((before, at) => (at === place ? rule : before)) });
  const add = (rule: Rule) => onChange({ rules: [...rules, rule] });
  return (
    <Section
      title="Rules"
      about="A sentence that breaks one is not shown, whatever the model writes."
      actions={
        rules.length < most && (
          <>
            <Button
              variant="default"
              size="xs"
              onClick={() => add({ kind: 'never_promise', name: '', topic: 'delivery_dates' })}
            >
              Never speak of …
            </Button>
            <Button
              variant="default"
              size="xs"
              onClick={() => add({ kind: 'never_say', name: '', phrases: [] })}
            >
              Never say …
            </Button>
          </>
        )
      }
    >
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      ) : (
        <Stack gap="md" component="ul" p={0} m={0} aria-label="Rules">
          {rules.map((rule, place) => (
            <li key={place}>
              <RuleRow
                rule={rule}
                onChange={(changed) => put(place, changed)}
                onRemove={() => onChange({ rules: rules.filter((_, at) => at !== place) })}
              />
            </li>
          ))}
        </Stack>
      )}
    </Section>
  );
}

function RuleRow({
  rule,
  onChange,
  onRemove,
}: {
  rule: Rule;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}) {
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label="Rule"
        placeholder="What you call it"
        value={rule.name}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
        maxLength={100}
        required
        flex="1 1 180px"
      />
      {rule.kind === 'never_promise' ? (
        <NativeSelect
          label="Never speaks of"
          value={rule.topic}
          onChange={(event) => onChange({ ...rule, topic: event.currentTarget.value as Topic })}
          data={topics.map((value) => ({ value, label: plainWords(value) }))}
          flex="2 1 220px"
        />
      ) : (
        <Textarea
          label="Never says, each on a line"
          value={rule.phrases.join('\n')}
          onChange={(event) =>
            onChange({ ...rule, phrases: event.currentTarget.value.split('\n') })
          }
          autosize
          minRows={1}
          required
          flex="2 1 220px"
        />
      )}
      <Button
        variant="default"
        onClick={onRemove}
        aria-label={`Remove the rule ${rule.name || 'without a name'}`}
      >
        Remove
      </Button>
    </Group>
  );
}
