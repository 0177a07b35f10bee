import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';

import { Section } from '../pieces/section.js';
import type { Draft, Part, WidgetWords } from './draft.js';

/** How the widget looks, and which questions it offers; everybody can read it. */
export function WidgetFields({ draft, onChange }: Part) {
  const { texts } = draft;
  const put = (place: number, change: Partial<WidgetWords>) =>
    onChange({ texts: texts.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  return (
    <Section
      title="Widget"
      about="Public, as the widget is. Shoppers see a change after 5 minutes at most."
      actions={
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            onChange({ texts: [...texts, { language: '', suggestions: '', labels: {} }] })
          }
        >
          Add a language
        </Button>
      }
    >
      <Stack gap="md">
        <Look draft={draft} onChange={onChange} />
        {texts.map((one, place) => (
          <Group key={place} align="flex-end" gap="sm">
            <TextInput
              label="For pages in"
              placeholder="Every other language"
              value={one.language}
              onChange={(event) => put(place, { language: event.currentTarget.value })}
              maxLength={35}
              flex="1 1 140px"
            />
            <Textarea
              label="Suggested questions, each on a line"
              value={one.suggestions}
              onChange={(event) => put(place, { suggestions: event.currentTarget.value })}
              autosize
              minRows={1}
              flex="3 1 260px"
            />
            {texts.length > 1 && (
              <Button
                variant="default"
                onClick={() => onChange({ texts: texts.filter((_, at) => at !== place) })}
                aria-label={`Remove ${one.language || 'every other language'}`}
              >
                Remove
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

function Look({ draft, onChange }: Part) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <TextInput
        label="Colour"
        placeholder="#1f6f5c"
        value={draft.color}
        onChange={(event) => onChange({ color: event.currentTarget.value })}
        rightSection={
          <input
            type="color"
            className="swatch"
            aria-label="Pick the colour"
            value={/^#[0-9a-f]{6}$/i.test(draft.color) ? draft.color : '#1f6f5c'}
            onChange={(event) => onChange({ color: event.currentTarget.value })}
          />
        }
        maxLength={7}
      />
      <NativeSelect
        label="Light or dark"
        value={draft.theme}
        onChange={(event) => onChange({ theme: event.currentTarget.value as Draft['theme'] })}
        data={[
          { value: 'auto', label: 'As the shopper’s device' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <NativeSelect
        label="Side"
        value={draft.side}
        onChange={(event) => onChange({ side: event.currentTarget.value as Draft['side'] })}
        data={[
          { value: 'end', label: 'End of the line' },
          { value: 'start', label: 'Start of the line' },
        ]}
      />
      <TextInput
        label="Notice on privacy"
        placeholder="https://shop.example/privacy"
        value={draft.privacyUrl}
        onChange={(event) => onChange({ privacyUrl: event.currentTarget.value })}
        inputMode="url"
      />
    </SimpleGrid>
  );
}
