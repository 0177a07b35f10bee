import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** Opens a dialog. What was written into one that was left is gone: the next begins anew. */
export function DialogButton({
  label,
  children,
  ...button
}: {
  label: string;
  'aria-label'?: string;
  children: (dialog: { isOpen: boolean; onClose: () => void }) => ReactNode;
} & Omit<ButtonProps, 'children'>) {
  const [isOpen, setIsOpen] = useState(false);
  const [round, setRound] = useState(0);
  // it is there, closed, before it opens: what had the focus then gets it back
  useEffect(() => setIsOpen(round > 0), [round]);
  return (
    <>
      <Button variant="default" {...button} onClick={() => setRound(round + 1)}>
        {label}
      </Button>
      <Round key={round}>
        {round > 0 && children({ isOpen, onClose: () => setIsOpen(false) })}
      </Round>
    </>
  );
}

const Round = ({ children }: { children: ReactNode }) => children;
