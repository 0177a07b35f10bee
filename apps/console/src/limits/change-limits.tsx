import type { Schema } from '@app/client';
import { NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';
import { labelOf, type Limit, showValue, unitOf } from './limit-words.js';

type Values = Partial<Record<Limit['name'], number | string>>;

/** The store's own limits; a field left empty is as the deployment has it. */
export function ChangeLimits({
  storeId,
  limits,
  isOpen,
  onClose,
}: {
  storeId: string;
  limits: Limit[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const [values, setValues] = useState<Values>(() => ownOf(limits));
  const change = useChange(async (client, body: Schema<'PutLimits'>) => {
    await client.PUT('/api/v1/stores/{store_id}/limits', {
      params: { path: { store_id: storeId } },
      body,
    });
    onClose();
  });
  return (
    <FormDialog
      title="Change limits"
      submitLabel="Save"
      isOpen={isOpen}
      change={change}
      onClose={onClose}
      onSubmit={() => change.mutate(bodyOf(limits, values))}
    >
      <Text size="sm">
        In effect everywhere within a second. An empty field is as the deployment has it; less than
        the store has takes nothing away.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {limits.map((limit) => (
          <NumberInput
            key={limit.name}
            label={`${labelOf(limit)}${limit.name === 'storage_bytes' ? ', in MB' : ''}`}
            description={`${limit.counts}; now ${showValue(limit, limit.used)}`}
            placeholder={`${limit.default_value / unitOf(limit)}`}
            value={values[limit.name] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [limit.name]: value }))}
            descriptionProps={{ mih: 30 }}
            min={0}
            allowDecimal={limit.name === 'storage_bytes'}
            thousandSeparator
            hideControls
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  );
}

/** Those that are not as the deployment has them. */
const ownOf = (limits: Limit[]): Values =>
  Object.fromEntries(
    limits
      .filter(({ value, default_value }) => value !== default_value)
      .map((limit) => [limit.name, limit.value / unitOf(limit)]),
  );

const bodyOf = (limits: Limit[], values: Values): Schema<'PutLimits'> =>
  Object.fromEntries(
    limits
      .filter(({ name }) => values[name] !== undefined && values[name] !== '')
      .map((limit) => [limit.name, Math.round(Number(values[limit.name]) * unitOf(limit))]),
  );
