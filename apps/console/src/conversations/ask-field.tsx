import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';

/** A question to the agent; Enter sends it, Shift and Enter begin a line. */
export function AskField({
  isBusy,
  onAsk,
}: {
  isBusy: boolean;
  onAsk: (question: string) => void;
}) {
  const [question, setQuestion] = useState('');
  const send = () => {
    if (isBusy || question.trim() === '') return;
    onAsk(question.trim());
    setQuestion('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <Textarea
          label="Question"
          placeholder="How many days do I have to return something?"
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4_000}
          flex="1 1 240px"
        />
        <Button type="submit" loading={isBusy} disabled={question.trim() === ''}>
          Ask
        </Button>
      </Group>
    </form>
  );
}
