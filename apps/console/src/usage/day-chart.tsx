import type { Schema } from '@app/client';
import { BarChart } from '@mantine/charts';
import { Table, VisuallyHidden } from '@mantine/core';

import { showCount } from '../pieces/texts.js';

interface Day {
  day: string;
  read: number;
  written: number;
}

/** Tokens of each day, days without any as well; who cannot see it gets the same numbers as a table. */
export function DayChart({ report }: { report: Schema<'UsageReport'> }) {
  const days = everyDay(report);
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={260}
          data={days}
          dataKey="day"
          type="stacked"
          withLegend
          valueFormatter={showCount}
          // nothing here is to be reached by keys: the table says it all
          barChartProps={{ accessibilityLayer: false }}
          series={[
            { name: 'read', label: 'Tokens read', color: 'leaf.7' },
            { name: 'written', label: 'Tokens written', color: 'blue.6' },
          ]}
        />
      </div>
      <VisuallyHidden>
        <Table>
          <Table.Caption>Tokens a day</Table.Caption>
          <Table.Tbody>
            {days.map(({ day, read, written }) => (
              <Table.Tr key={day}>
                <Table.Th scope="row">{day}</Table.Th>
                <Table.Td>{showCount(read)} read</Table.Td>
                <Table.Td>{showCount(written)} written</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </>
  );
}

function everyDay({ from, to, items }: Schema<'UsageReport'>): Day[] {
  const days: Day[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const totals = items.filter(({ key }) => key === day);
    days.push({
      day,
      read: totals.reduce((sum, total) => sum + total.input_tokens, 0),
      written: totals.reduce((sum, total) => sum + total.output_tokens, 0),
    });
  }
  return days;
}
