import type { Schema } from '@app/client';
import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';
import { RhythmField } from './rhythm-field.js';

/** Changes what a source is called, how often it is read and what of it, from the next reading on. */
export function ChangeSource({
  storeId,
  source,
  isOpen,
  onClose,
}: {
  storeId: string;
  source: Schema<'Source'>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [name, setName] = useState(source.name ?? '');
  const [maxPages, setMaxPages] = useState<number | string>(source.max_pages);
  const [hours, setHours] = useState(source.schedule?.every_hours ?? null);
  const [exclude, setExclude] = useState(source.rules.exclude.join('\n'));
  const change = useChange(async (client, _: void) => {
    await client.PATCH('/api/v1/knowledge-base/{store_id}/sources/{source_id}', {
      params: { path: { store_id: storeId, source_id: source.id } },
      body: {
        name: name.trim() || null,
        max_pages: Number(maxPages) || source.max_pages,
        schedule: hours === null ? null : { every_hours: hours },
        ...(source.kind === 'website' && {
          rules: { ...source.rules, exclude: exclude.split(/\s+/).filter(Boolean) },
        }),
      },
    });
    onClose();
  });
  return (
    <FormDialog
      title="Change the source"
      submitLabel="Save"
      isOpen={isOpen}
      change={change}
      onClose={onClose}
      onSubmit={() => change.mutate()}
    >
      <TextInput
        label="Name"
        description="Empty: its address."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        data-autofocus
      />
      <RhythmField value={hours} onChange={setHours} />
      <NumberInput
        label="At most, pages"
        value={maxPages}
        onChange={setMaxPages}
        min={1}
        max={50_000}
        allowDecimal={false}
        hideControls
      />
      {source.kind === 'website' && (
        <Textarea
          label="Left out"
          description="Paths that are not read, each on a line; * stands for anything."
          placeholder="/cart*"
          value={exclude}
          onChange={(event) => setExclude(event.currentTarget.value)}
          autosize
          minRows={2}
          spellCheck={false}
        />
      )}
    </FormDialog>
  );
}
