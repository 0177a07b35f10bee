import type { Schema } from '@app/client';
import { Alert, Stack, Text } from '@mantine/core';

import { CopyField } from '../pieces/copy-field.js';

/** A key that was made just now, shown this once; for a web site with the tag that puts the widget on it. */
export function NewKey({ one, onHide }: { one: Schema<'CreatedKey'>; onHide: () => void }) {
  const tag = `<script async src="${location.origin}/widget.js" data-key="${one.key}"></script>`;
  return (
    <Alert
      color="yellow"
      title="The new key, shown this once"
      mb="lg"
      withCloseButton
      closeButtonLabel="Hide the key"
      onClose={onHide}
    >
      <Stack gap="sm">
        <CopyField text={one.key} label="The new key" />
        {one.kind === 'widget' && (
          <>
            <Text size="sm">
              Put this tag on each page of {one.allowed_origins.join(', ')}, best before the end of
              its body. The key in it is public: it works on these web sites alone.
            </Text>
            <CopyField text={tag} label="The script tag" />
          </>
        )}
      </Stack>
    </Alert>
  );
}
