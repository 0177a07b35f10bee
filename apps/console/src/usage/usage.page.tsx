import '@mantine/charts/styles.css';

import type { Schema } from '@app/client';
import {
  Box,
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { useState } from 'react';

import { Figure } from '../pieces/figure.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { showCount, showMoney } from '../pieces/texts.js';
import { useChange } from '../sign-in/use-api.js';
import { DayChart } from './day-chart.js';
import { saveReport } from './save-report.js';
import { useUsage } from './use-usage.js';

type Total = Schema<'UsageTotal'>;

const periods = [7, 30, 90];

/** What calls of models came to, day by day and by purpose or model: of one store, or of all. */
export function UsagePage({ storeId }: { storeId?: string }) {
  const [days, setDays] = useState(30);
  const byDay = useUsage(storeId, 'day', days);
  const save = useChange((client, _: void) => saveReport(client, storeId, days));
  return (
    <>
      <PageTitle
        title={storeId ? 'Usage' : 'Usage of all stores'}
        about="Calls of models, with their tokens and cost. Without a model nothing is called, so nothing is counted."
      >
        <NativeSelect
          aria-label="Period"
          value={days}
          data={periods.map((period) => ({ value: String(period), label: `Last ${period} days` }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          Save as CSV
        </Button>
      </PageTitle>
      {save.error && <ProblemNotice error={save.error} />}
      <ReadState read={byDay} height={260} rows={2}>
        {(report) =>
          report.items.length === 0 ? (
            <NothingYet title="No calls of models yet">
              Answers that quote pages need no model and cost nothing. With a model set, each call
              appears here.
            </NothingYet>
          ) : (
            <Stack gap="lg">
              <Totals items={report.items} />
              <Box className="card" p="lg">
                <Title order={2} size="h4" mb="md">
                  Tokens a day
                </Title>
                <DayChart report={report} />
              </Box>
              <Breakdown storeId={storeId} days={days} />
            </Stack>
          )
        }
      </ReadState>
    </>
  );
}

function Totals({ items }: { items: Total[] }) {
  const sum = (of: (total: Total) => number) => items.reduce((all, one) => all + of(one), 0);
  const currency = items.find((one) => one.currency)?.currency ?? null;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <Figure label="Calls" value={showCount(sum(({ calls }) => calls))} />
      <Figure label="Tokens read" value={showCount(sum(({ input_tokens }) => input_tokens))} />
      <Figure label="Tokens written" value={showCount(sum(({ output_tokens }) => output_tokens))} />
      <Figure
        label="Cost"
        value={showMoney(currency && sum(({ cost }) => Number(cost ?? 0)), currency)}
        note={unpriced(sum((one) => one.unpriced_calls))}
      />
    </SimpleGrid>
  );
}

const unpriced = (calls: number): string =>
  calls > 0 ? `${showCount(calls)} calls have no known price` : '';

function Breakdown({ storeId, days }: { storeId?: string; days: number }) {
  const groups = storeId ? (['purpose', 'model'] as const) : (['store', 'model'] as const);
  const [group, setGroup] = useState<'purpose' | 'model' | 'store'>(groups[0]);
  const report = useUsage(storeId, group, days);
  return (
    <Box className="card" p="lg">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          By {group}
        </Title>
        <NativeSelect
          aria-label="Grouped by"
          value={group}
          data={groups.map((value) => ({ value, label: `By ${value}` }))}
          onChange={(event) => setGroup(event.currentTarget.value as typeof group)}
        />
      </Group>
      <ReadState read={report} height={140}>
        {({ items }) => (
          <Table.ScrollContainer minWidth={420}>
            <Table className="numbers">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{group}</Table.Th>
                  <Table.Th scope="col" ta="end">
                    Calls
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    Tokens
                  </Table.Th>
                  <Table.Th scope="col" ta="end">
                    Cost
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((one) => (
                  <Table.Tr key={`${one.key} ${one.currency}`}>
                    <Table.Td className="break">{one.key}</Table.Td>
                    <Table.Td ta="end">{showCount(one.calls)}</Table.Td>
                    <Table.Td ta="end">{showCount(one.input_tokens + one.output_tokens)}</Table.Td>
                    <Table.Td ta="end">
                      <Text span size="sm">
                        {showMoney(one.cost, one.currency)}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </ReadState>
    </Box>
  );
}
