import { Checkbox, Stack } from '@mantine/core';

import type { Scope } from '../sign-in/session.js';

const scopes: readonly { scope: Scope; does: string }[] = [
  { scope: 'chat', does: 'Start conversations, ask, read answers and rate them' },
  {
    scope: 'conversations',
    does: 'List and delete conversations, answer as a person, see receipts and gaps',
  },
  { scope: 'knowledge:read', does: 'Search, and see sources, pages, files, snippets and releases' },
  {
    scope: 'knowledge:write',
    does: 'Add, change, read again and remove knowledge, publish releases',
  },
  {
    scope: 'settings',
    does: 'The agent’s settings and the store itself; the console needs it to sign in',
  },
  { scope: 'usage', does: 'See usage, budget and limits' },
  { scope: 'keys', does: 'List the store’s keys' },
];

/** Every scope there is. */
export const allScopes: readonly Scope[] = scopes.map(({ scope }) => scope);

/** What a store key may do. */
export function ScopeField({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (scopes: Scope[]) => void;
}) {
  return (
    <Checkbox.Group
      label="Scopes"
      description="What it may do. One that only asks needs no more than “chat”."
      value={[...value]}
      onChange={(chosen) => onChange(allScopes.filter((scope) => chosen.includes(scope)))}
      error={value.length === 0 ? 'It needs one at least.' : undefined}
    >
      <Stack gap={8} mt="xs">
        {scopes.map(({ scope, does }) => (
          <Checkbox key={scope} value={scope} label={scope} description={does} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
