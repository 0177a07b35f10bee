import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ProblemNotice } from '../pieces/problem-notice.js';

/** Does something only after it was asked and answered again; it closes when that is done, and says why where it is not. */
export function ConfirmButton({
  label,
  title,
  children,
  change,
  onConfirm,
  ...button
}: {
  label: string;
  title: string;
  children: ReactNode;
  change: { isPending: boolean; error: Error | null; reset: () => void };
  onConfirm: () => Promise<unknown>;
} & ButtonProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const leave = () => {
    change.reset();
    close();
  };
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={leave}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text size="sm">{children}</Text>
          {change.error && <ProblemNotice error={change.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Leave it
            </Button>
            <Button
              color="red"
              loading={change.isPending}
              onClick={() => void onConfirm().then(close, () => undefined)}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
