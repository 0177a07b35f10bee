import { Group, Text } from '@mantine/core';

interface Ranked {
  score: number;
  rerank_score: number | null;
  lexical_rank: number | null;
  lexical_score: number | null;
  dense_rank: number | null;
  dense_score: number | null;
  coverage: number;
}

/** How both legs of the search rank a chunk; a dash where one did not find it. */
export function Ranks({ of }: { of: Ranked }) {
  return (
    <Group gap="md" className="numbers">
      <Rank name="Words" rank={of.lexical_rank} score={of.lexical_score} />
      <Rank name="Meaning" rank={of.dense_rank} score={of.dense_score} />
      <Text size="sm">
        Fused <b>{of.score.toFixed(4)}</b>
      </Text>
      {of.rerank_score !== null && (
        <Text size="sm">
          Reranked <b>{of.rerank_score.toFixed(3)}</b>
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {Math.round(of.coverage * 100)} % of the words
      </Text>
    </Group>
  );
}

function Rank({ name, rank, score }: { name: string; rank: number | null; score: number | null }) {
  return (
    <Text size="sm">
      {name} <b>{rank === null ? '–' : `#${rank}`}</b>
      {score !== null && (
        <Text span size="sm" c="dimmed">
          {' '}
          ({score.toFixed(3)})
        </Text>
      )}
    </Text>
  );
}
