import { Textarea } from '@mantine/core';

/** The web sites that a widget key works on. */
export function OriginField({
  value,
  onChange,
}: {
  value: string;
  onChange: (origins: string) => void;
}) {
  return (
    <Textarea
      label="Web sites"
      description="Each on a line, as the address bar begins. It works on no other."
      placeholder="https://shop.example"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      autoCapitalize="off"
      spellCheck={false}
      required
    />
  );
}

/** One origin for each line; a path or a slash behind it is left out, since no origin has one. */
export const toOrigins = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map((line) => /^https?:\/\/[^/]+/i.exec(line)?.[0].toLowerCase() ?? line);
