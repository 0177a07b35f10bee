import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';

/** Something to be said; Enter sends it, Shift and Enter begin a line. */
export function MessageField({
  label,
  placeholder,
  sendLabel,
  isBusy,
  onSend,
}: {
  label: string;
  placeholder: string;
  sendLabel: string;
  isBusy: boolean;
  onSend: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const send = () => {
    if (isBusy || text.trim() === '') return;
    onSend(text.trim());
    setText('');
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
          label={label}
          placeholder={placeholder}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4_000}
          flex="1 1 240px"
        />
        <Button type="submit" loading={isBusy} disabled={text.trim() === ''}>
          {sendLabel}
        </Button>
      </Group>
    </form>
  );
}
