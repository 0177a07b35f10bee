import { Button, Code, CopyButton, Group } from '@mantine/core';

/** A text to be taken along. */
export function CopyField({ text, label }: { text: string; label: string }) {
  return (
    <Group wrap="nowrap" gap="xs" align="stretch">
      <Code block flex={1} className="break" aria-label={label} role="group">
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            h="auto"
            onClick={copy}
            aria-label={`${copied ? 'Copied' : 'Copy'}: ${label}`}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
