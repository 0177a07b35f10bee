import { Refused, type Schema } from '@app/client';
import { Group, Progress, Stack, Text } from '@mantine/core';

import { ConfirmButton } from '../pieces/confirm-button.js';
import { DialogButton } from '../pieces/dialog-button.js';
import { ReadState } from '../pieces/read-state.js';
import { Section } from '../pieces/section.js';
import { showMoney } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useChange, useRead } from '../sign-in/use-api.js';
import { ChangeBudget } from './change-budget.js';

type Budget = Schema<'Budget'>;

/** What the store may spend on models, what it has spent, and what serves now; the operator changes it. */
export function BudgetSection({ storeId }: { storeId: string }) {
  const budget = useBudget(storeId);
  const isOperator = useMay('admin');
  return (
    <Section
      title="Budget"
      about="What models may cost, in days and months of UTC. Models without a price count nothing."
      actions={
        isOperator &&
        budget.data !== undefined && <Actions storeId={storeId} budget={budget.data} />
      }
    >
      <ReadState read={budget} height={64}>
        {(data) =>
          data ? (
            <Stack gap="md">
              <Amount label="Today" spent={data.day_spent} amount={data.day_amount} {...data} />
              <Amount
                label="This month"
                spent={data.month_spent}
                amount={data.month_amount}
                {...data}
              />
              <Text size="sm">{describeStep(data)}</Text>
            </Stack>
          ) : (
            <Text size="sm">None: nothing limits what its models cost.</Text>
          )
        }
      </ReadState>
    </Section>
  );
}

/** The budget of a store, null where it has none, which the API answers like any other thing that is not there. */
function useBudget(storeId: string) {
  const { data, error, refetch } = useRead('/api/v1/stores/{store_id}/budget', {
    params: { path: { store_id: storeId } },
  });
  const isNone = error instanceof Refused && error.code === 'TENANCY_BUDGET_NOT_FOUND';
  return { data: isNone ? null : data, error, refetch };
}

function Actions({ storeId, budget }: { storeId: string; budget: Budget | null }) {
  const remove = useChange((client, _: void) =>
    client.DELETE('/api/v1/stores/{store_id}/budget', { params: { path: { store_id: storeId } } }),
  );
  return (
    <>
      <DialogButton label={budget ? 'Change budget' : 'Set a budget'} size="xs">
        {(dialog) => <ChangeBudget storeId={storeId} budget={budget} {...dialog} />}
      </DialogButton>
      {budget && (
        <ConfirmButton
          label="Remove budget"
          title="Remove the budget?"
          change={remove}
          onConfirm={() => remove.mutateAsync()}
          size="xs"
        >
          Nothing limits what its models cost from then on. What was spent stays in the ledger.
        </ConfirmButton>
      )}
    </>
  );
}

function Amount({
  label,
  spent,
  amount,
  currency,
}: {
  label: string;
  spent: string | null;
  amount: string | null;
  currency: string;
}) {
  if (amount === null) return null;
  const share = Number(amount) === 0 ? 100 : (Number(spent ?? 0) / Number(amount)) * 100;
  const words = `${showMoney(spent ?? 0, currency)} of ${showMoney(amount, currency)}`;
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="numbers">
          {words}
        </Text>
      </Group>
      <Progress
        value={Math.min(100, share)}
        color={share >= 90 ? 'red' : undefined}
        aria-label={`${label}: ${words}`}
        size="sm"
      />
    </div>
  );
}

const steps: Readonly<Record<Budget['step'], string>> = {
  model: 'Now its model answers.',
  cheaper_model: 'Now the cheaper model answers, where there is one.',
  quotes: 'It is spent: answers quote pages word for word.',
  contact: 'It is spent: shoppers are offered a person.',
};

const describeStep = ({ step, cheaper_at, when_spent }: Budget): string =>
  `${steps[step]} From ${Math.round(cheaper_at * 100)} % on the cheaper model, then ${
    when_spent === 'quotes' ? 'quotes' : 'the offer of a person'
  }.`;
