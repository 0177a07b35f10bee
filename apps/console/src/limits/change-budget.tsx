import type { Schema } from '@app/client';
import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';

import { FormDialog } from '../pieces/form-dialog.js';
import { useChange } from '../sign-in/use-api.js';

type Amount = number | string;

/** Says what the store may spend in a day, a month or both; what it has spent already counts. */
export function ChangeBudget({
  storeId,
  budget,
  isOpen,
  onClose,
}: {
  storeId: string;
  budget: Schema<'Budget'> | null;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [day, setDay] = useState<Amount>(budget?.day_amount ?? '');
  const [month, setMonth] = useState<Amount>(budget?.month_amount ?? '');
  const [cheaperAt, setCheaperAt] = useState<Amount>(Math.round((budget?.cheaper_at ?? 0.8) * 100));
  const [whenSpent, setWhenSpent] = useState(budget?.when_spent ?? 'quotes');
  const change = useChange(async (client, _: void) => {
    await client.PUT('/api/v1/stores/{store_id}/budget', {
      params: { path: { store_id: storeId } },
      body: {
        day_amount: toAmount(day),
        month_amount: toAmount(month),
        ...(budget && { alert_at: budget.alert_at }),
        cheaper_at: Number(cheaperAt) / 100,
        when_spent: whenSpent,
      },
    });
    onClose();
  });
  const unit = budget ? `, in ${budget.currency}` : '';
  const amounts = { min: 0, decimalScale: 9, hideControls: true, valueIsNumericString: true };
  return (
    <FormDialog
      title="Budget for models"
      submitLabel="Save"
      isOpen={isOpen}
      isReady={toAmount(day) !== null || toAmount(month) !== null}
      change={change}
      onClose={onClose}
      onSubmit={() => change.mutate()}
    >
      <Group grow align="flex-start">
        <NumberInput
          label={`A day${unit}`}
          description="In the currency of the prices. Empty: no limit."
          value={day}
          onChange={setDay}
          data-autofocus
          {...amounts}
        />
        <NumberInput
          label={`A month${unit}`}
          description="In the currency of the prices. Empty: no limit."
          value={month}
          onChange={setMonth}
          {...amounts}
        />
      </Group>
      <NumberInput
        label="The cheaper model from, in %"
        description="From this share on it answers, where the deployment has one. Usually 80."
        value={cheaperAt}
        onChange={setCheaperAt}
        min={0}
        max={100}
        allowDecimal={false}
        hideControls
      />
      <NativeSelect
        label="When it is spent"
        value={whenSpent}
        onChange={(event) => setWhenSpent(event.currentTarget.value as typeof whenSpent)}
        data={[
          { value: 'quotes', label: 'Pages are quoted word for word' },
          { value: 'contact', label: 'Shoppers are offered a person' },
        ]}
      />
    </FormDialog>
  );
}

const toAmount = (value: Amount): string | null =>
  String(value).trim() === '' ? null : String(value).trim();
