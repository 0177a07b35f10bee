import { TextInput } from '@mantine/core';

/** When a key ends by itself, in the time of whoever looks at it; empty for never. */
export function EndField({ value, onChange }: { value: string; onChange: (end: string) => void }) {
  return (
    <TextInput
      type="datetime-local"
      label="Ends"
      description="By itself, in your own time. Empty: never."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maw={280}
    />
  );
}

/** As the field takes a moment of the API, to the minute. */
export function toLocal(iso: string | null): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** As the API takes what stands in the field. */
export const fromLocal = (local: string): string | null =>
  local === '' ? null : new Date(local).toISOString();
