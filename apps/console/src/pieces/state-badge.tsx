import { Badge } from '@mantine/core';

import { plainWords } from './texts.js';

const colours: Readonly<Record<string, string>> = {
  live: 'leaf',
  answered: 'leaf',
  passed: 'leaf',
  agent: 'leaf',
  indexed: 'leaf',
  held: 'orange',
  abstained: 'orange',
  waiting_for_human: 'orange',
  handed_off: 'orange',
  incomplete: 'orange',
  open: 'orange',
  failed: 'red',
  revoked: 'red',
  building: 'blue',
  crawling: 'blue',
  indexing: 'blue',
  publishing: 'blue',
  queued: 'blue',
  human: 'blue',
};

const words: Readonly<Record<string, string>> = {
  agent: 'With the agent',
  human: 'With a person',
  waiting_for_human: 'Waits for a person',
};

/** A state by its word, and by a colour for who sees it. */
export function StateBadge({ state, words: given }: { state: string; words?: string }) {
  const colour = colours[state] ?? 'gray';
  return (
    <Badge className="state" data-colour={colour} color={colour} variant="light" tt="none" fw={600}>
      {given ?? words[state] ?? plainWords(state)}
    </Badge>
  );
}
