import type { Schema } from '@app/client';
import { Box, DataList, Stack, Text, Title } from '@mantine/core';

import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted, showMoney } from '../pieces/texts.js';
import { Ranks } from '../search/ranks.js';
import { useRead } from '../sign-in/use-api.js';

type Receipt = Schema<'Receipt'>;

/** The evidence kept for an answer: what was searched and found, what each sentence rests on, what was left out and why. */
export function ReceiptPanel({
  storeId,
  conversationId,
  messageId,
}: {
  storeId: string;
  conversationId: string;
  messageId: string;
}) {
  const receipt = useRead('/api/v1/conversations/{conversation_id}/messages/{message_id}/receipt', {
    params: {
      path: { conversation_id: conversationId, message_id: messageId },
      query: { store_id: storeId },
    },
  });
  return (
    <Box className="card" p="md" mt="xs" component="section" aria-label="Receipt">
      <ReadState read={receipt} height={260}>
        {(data) => (
          <Stack gap="md">
            <Facts receipt={data} />
            {data.verdicts.length > 0 && <Verdicts receipt={data} />}
            <Passages receipt={data} />
          </Stack>
        )}
      </ReadState>
    </Box>
  );
}

function Facts({ receipt }: { receipt: Receipt }) {
  const { query, release, evidence, model, tokens, cost, timings, settings_version } = receipt;
  const facts: [string, string][] = [
    ['Searched for', query ? query.text + (query.is_rewritten ? ' (rewritten)' : '') : 'Nothing'],
    ['Release', release ? String(release.number) : 'None'],
    ['Evidence', evidence ? describeEvidence(evidence) : 'None'],
    ['Model', model?.name ?? 'None: quotes of the pages'],
    [
      'Tokens',
      `${counted(tokens.input, 'read', 'read')}, ${counted(tokens.output, 'written', 'written')}${tokens.is_estimated ? ' (estimated)' : ''}`,
    ],
    ['Cost', cost ? showMoney(cost.amount, cost.currency) : 'None'],
    ['Took', `${Math.round(timings.total_ms)} ms`],
    ...(settings_version === null
      ? []
      : [['Settings', `Version ${settings_version}`] as [string, string]]),
  ];
  return (
    <DataList labelWidth={110} gap={4}>
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue className="break">{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

const describeEvidence = ({ score, floor, is_borne }: NonNullable<Receipt['evidence']>): string =>
  `${score.toFixed(2)}, needed ${floor.toFixed(2)}: ${is_borne ? 'enough' : 'not enough'}`;

function Verdicts({ receipt }: { receipt: Receipt }) {
  return (
    <div>
      <Title order={2} size="h5" mb={4}>
        Sentence by sentence
      </Title>
      <Stack gap={6} component="ul" p={0} m={0}>
        {receipt.verdicts.map((verdict, place) => (
          <li key={place}>
            <Text size="sm" className="passage" td={verdict.is_shown ? undefined : 'line-through'}>
              {verdict.sentence}
            </Text>
            <Text size="sm" c="dimmed">
              {verdict.is_shown
                ? `Rests on ${verdict.passages.map((number) => `[${number}]`).join(', ') || 'nothing it needs'}`
                : `Left out: ${verdict.reason}${verdict.missing.length > 0 ? `, not in the text: ${verdict.missing.join(', ')}` : ''}`}
            </Text>
          </li>
        ))}
      </Stack>
    </div>
  );
}

function Passages({ receipt }: { receipt: Receipt }) {
  return (
    <div>
      <Title order={2} size="h5" mb={4}>
        What it was given
      </Title>
      {receipt.passages.length === 0 && <Text size="sm">Nothing was found.</Text>}
      <Stack gap="sm" component="ol" p={0} m={0}>
        {receipt.passages.map((chunk) => (
          <Box component="li" key={chunk.chunk_id} className="quote">
            <Text size="sm" fw={600} component="div" className="break">
              [{chunk.number}] {chunk.title}{' '}
              {chunk.is_cited && <StateBadge state="answered" words="Cited" />}
            </Text>
            <Text size="sm" className="passage" lineClamp={6}>
              {chunk.text}
            </Text>
            <Ranks of={chunk} />
            <Text size="xs" c="dimmed" className="break">
              SHA-256 {chunk.text_sha256}
            </Text>
          </Box>
        ))}
      </Stack>
    </div>
  );
}
