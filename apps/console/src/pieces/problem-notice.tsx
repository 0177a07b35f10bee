import { Refused } from '@app/client';
import { Alert, Anchor, Button, Group, Text } from '@mantine/core';

/** What went wrong, in the API's words, with what helps: trying again, what the guide says, and the id that the logs know it by. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = error instanceof Refused ? error.problem : undefined;
  return (
    <Alert color="red" title={problem?.title ?? 'The API does not answer'} role="alert">
      <Text size="sm" className="break">
        {problem?.detail ?? 'Nothing came back. Is the API running, and the network there?'}
      </Text>
      {problem?.errors?.map(({ field, message }) => (
        <Text key={field} size="sm">
          {field}: {message}
        </Text>
      ))}
      <Group mt="xs" gap="md">
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {problem && (
          <Text size="xs" className="break">
            <Anchor
              href={`/guides/errors#${problem.code}`}
              target="_blank"
              rel="noreferrer"
              title="What it means and what to do"
              inherit
              c="inherit"
              underline="always"
            >
              {problem.code}
            </Anchor>{' '}
            · {problem.correlation_id}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
