import type { Schema } from '@app/client';
import { Anchor, Button, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { Link } from 'wouter';

import { CopyField } from '../pieces/copy-field.js';
import { Figure } from '../pieces/figure.js';
import { Moment } from '../pieces/moment.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { saveFile } from '../pieces/save-file.js';
import { Section } from '../pieces/section.js';
import { StateBadge } from '../pieces/state-badge.js';
import { showCount } from '../pieces/texts.js';
import { useChange, useRead } from '../sign-in/use-api.js';

type Erasure = Schema<'Erasure'>;

/** The signed receipt of an erasure: every place that was searched again, and that nothing was left there. */
export function ErasurePage({ erasureId }: { erasureId: string }) {
  const erasure = useRead(
    '/api/v1/erasures/{erasure_id}',
    { params: { path: { erasure_id: erasureId } } },
    { again: (data) => (data && !data.finished_at ? 2_000 : false) },
  );
  return (
    <>
      <Anchor component={Link} href="/erasures" size="sm">
        All erasures
      </Anchor>
      <PageTitle
        title="Receipt of an erasure"
        about={erasure.data && `Of ${erasure.data.kind} ${erasure.data.store_id}`}
      >
        {erasure.data?.finished_at && (
          <Button variant="default" onClick={() => save(erasure.data)}>
            Save the receipt
          </Button>
        )}
      </PageTitle>
      <ReadState read={erasure} height={180} rows={2}>
        {(data) => (
          <Stack gap="lg">
            <Facts erasure={data} />
            {data.signature && <Signature erasure={data} />}
            <Places erasure={data} />
          </Stack>
        )}
      </ReadState>
    </>
  );
}

const save = (erasure: Erasure): void =>
  saveFile(
    new Blob([JSON.stringify(erasure, null, 2)], { type: 'application/json' }),
    `erasure-${erasure.id}.json`,
  );

function Facts({ erasure }: { erasure: Erasure }) {
  const { places, finished_at, started_at } = erasure;
  const sum = (of: 'erased' | 'left') => places.reduce((total, place) => total + place[of], 0);
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <Figure
        label="State"
        value={
          <StateBadge
            state={finished_at ? 'passed' : 'building'}
            words={finished_at ? 'Erased' : 'Under way'}
          />
        }
        note={<Moment at={finished_at ?? started_at} />}
      />
      <Figure
        label="Erased"
        value={showCount(sum('erased'))}
        note={`in ${showCount(places.length)} places`}
      />
      <Figure
        label="Found afterwards"
        value={showCount(sum('left'))}
        note={finished_at ? 'nothing was left' : 'it is gone on with every minute'}
      />
    </SimpleGrid>
  );
}

function Signature({ erasure }: { erasure: Erasure }) {
  const verify = useChange(async (client, receipt: Erasure) => {
    const { data } = await client.POST('/api/v1/erasures/verify', { body: { receipt } });
    return data.is_valid;
  });
  return (
    <Section
      title="Signature"
      about="This deployment alone can make it; whoever holds the receipt can have it checked here."
      actions={
        <Button
          variant="default"
          size="xs"
          loading={verify.isPending}
          onClick={() => verify.mutate(erasure)}
        >
          Check the signature
        </Button>
      }
    >
      <CopyField text={erasure.signature ?? ''} label="The signature" />
      <Text size="sm" mt="xs" role="status" mih={22}>
        {verify.data === true && '✓ This deployment signed exactly this receipt.'}
        {verify.data === false && 'This deployment did not sign this receipt.'}
      </Text>
      {verify.error && <ProblemNotice error={verify.error} />}
    </Section>
  );
}

function Places({ erasure }: { erasure: Erasure }) {
  return (
    <Section title="Places" about="What was erased in each, and what the search afterwards found.">
      <Table.ScrollContainer minWidth={320}>
        <Table className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Place</Table.Th>
              <Table.Th ta="end">Erased</Table.Th>
              <Table.Th ta="end">Left</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {erasure.places.map(({ place, erased, left }) => (
              <Table.Tr key={place}>
                <Table.Td className="break">{place}</Table.Td>
                <Table.Td ta="end">{showCount(erased)}</Table.Td>
                <Table.Td ta="end">{showCount(left)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
