import { Text } from '@mantine/core';

const kindOf = (line: string) =>
  line.startsWith('+') ? 'added' : line.startsWith('-') ? 'gone' : 'same';

/** Lines that came and went, as the API writes them. */
export function TextDiff({ text, isCut }: { text: string; isCut: boolean }) {
  return (
    <>
      <pre className="diff" tabIndex={0} aria-label="Changed text">
        {text.split('\n').map((line, place) => (
          <span key={place} data-line={kindOf(line)}>
            {line || ' '}
          </span>
        ))}
      </pre>
      {isCut && (
        <Text size="sm" c="dimmed">
          Cut: the change is longer.
        </Text>
      )}
    </>
  );
}
