import { NativeSelect } from '@mantine/core';

const usual: readonly (readonly [number, string])[] = [
  [1, 'Every hour'],
  [6, 'Every 6 hours'],
  [24, 'Every day'],
  [168, 'Every week'],
  [720, 'Every 30 days'],
];

/** How often a source is read by itself; a rhythm that somebody set by the API stays to be chosen. */
export function RhythmField({
  value,
  onChange,
}: {
  value: number | null;
  onChange: (hours: number | null) => void;
}) {
  const isOther = value !== null && !usual.some(([hours]) => hours === value);
  return (
    <NativeSelect
      label="Read by itself"
      value={value === null ? '' : String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value) || null)}
      data={[
        { value: '', label: 'Never' },
        ...usual.map(([hours, label]) => ({ value: String(hours), label })),
        ...(isOther ? [{ value: String(value), label: `Every ${value} hours` }] : []),
      ]}
    />
  );
}
