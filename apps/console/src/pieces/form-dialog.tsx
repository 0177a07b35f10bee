import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';

import { ProblemNotice } from './problem-notice.js';

/** Asks for what something needs, and does it; it stays open and says why where it could not be done. */
export function FormDialog({
  title,
  submitLabel,
  isOpen,
  isReady = true,
  isDangerous = false,
  change,
  onClose,
  onSubmit,
  children,
}: {
  title: string;
  submitLabel: string;
  isOpen: boolean;
  isReady?: boolean;
  isDangerous?: boolean;
  change: { isPending: boolean; error: Error | null; reset: () => void };
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const leave = () => {
    change.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !change.isPending) onSubmit();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={leave}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack>
          {children}
          {change.error && <ProblemNotice error={change.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={change.isPending}
              disabled={!isReady}
              color={isDangerous ? 'red' : undefined}
            >
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
