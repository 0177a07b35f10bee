import { Badge, Divider, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation, useRoute } from 'wouter';

import { useWaiting } from '../conversations/use-waiting.js';
import { type Scope, useSession } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';
import { dashboardPath, useDashboard } from './use-dashboard.js';

const ofStore: readonly (readonly [string, string, Scope])[] = [
  ['', 'Overview', 'settings'],
  ['/ask', 'Ask', 'chat'],
  ['/knowledge', 'Knowledge', 'knowledge:read'],
  ['/snippets', 'Snippets', 'knowledge:read'],
  ['/files', 'Files and feeds', 'knowledge:read'],
  ['/releases', 'Releases', 'knowledge:read'],
  ['/search', 'Search', 'knowledge:read'],
  ['/conversations', 'Conversations', 'conversations'],
  ['/gaps', 'Gaps', 'conversations'],
  ['/agent', 'Agent', 'settings'],
  ['/keys', 'Keys', 'keys'],
  ['/usage', 'Usage', 'usage'],
  ['/jobs', 'Failed jobs', 'knowledge:read'],
];

const ofPlatform = [
  ['/', 'Stores'],
  ['/usage', 'Usage of all'],
  ['/isolation', 'Isolation'],
  ['/erasures', 'Erasures'],
] as const;

/** The pages of the deployment, for the operator, and those of the store that is looked at. */
export function Navigation() {
  const { ownStoreId } = useSession();
  const [location] = useLocation();
  const [, params] = useRoute<{ id: string }>('/stores/:id/*?');
  const storeId = ownStoreId ?? params?.id;
  const hasDashboard = useDashboard(ownStoreId !== null);
  return (
    <ScrollArea>
      <Stack gap={2} component="nav" aria-label="Console">
        {ownStoreId === null && (
          <>
            {ofPlatform.map(([href, label]) => (
              <Way key={href} href={href} label={label} isHere={isAt(location, href)} />
            ))}
            {hasDashboard && (
              <NavLink
                component="a"
                href={dashboardPath}
                target="_blank"
                rel="noreferrer"
                label="Queues ↗"
                title="The queue dashboard, with a password of its own"
              />
            )}
          </>
        )}
        {storeId && (
          <WaysOfStore storeId={storeId} location={location} isOnly={ownStoreId !== null} />
        )}
        <Divider my="xs" />
        <NavLink component="a" href="/guides" target="_blank" rel="noreferrer" label="Guides ↗" />
      </Stack>
    </ScrollArea>
  );
}

/** At the address itself, or at one of what it lists. */
const isAt = (location: string, href: string): boolean =>
  location === href || (href !== '/' && location.startsWith(`${href}/`));

function WaysOfStore({
  storeId,
  location,
  isOnly,
}: {
  storeId: string;
  location: string;
  isOnly: boolean;
}) {
  const { scopes } = useSession();
  const waiting = useWaiting(storeId);
  const store = useRead('/api/v1/stores/{store_id}', { params: { path: { store_id: storeId } } });
  return (
    <>
      {!isOnly && <Divider my="xs" />}
      <Text size="sm" fw={650} px="sm" py={4} lineClamp={2} mih={30} className="break">
        {store.data?.name ?? ' '}
      </Text>
      {ofStore
        .filter(([, , scope]) => scopes === null || scopes.includes(scope))
        .map(([part, label]) => {
          const href = `/stores/${storeId}${part}`;
          return (
            <Way
              key={part}
              href={href}
              label={label}
              isHere={part === '' ? location === href : isAt(location, href)}
              note={part === '/conversations' && waiting && <Waiting count={waiting} />}
            />
          );
        })}
    </>
  );
}

const Waiting = ({ count }: { count: string }) => (
  <Badge className="state" data-colour="orange" color="orange" variant="light" aria-hidden>
    {count}
  </Badge>
);

function Way({
  href,
  label,
  isHere,
  note,
}: {
  href: string;
  label: string;
  isHere: boolean;
  note?: ReactNode;
}) {
  return (
    <NavLink
      component={Link}
      href={href}
      label={label}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      fw={isHere ? 600 : 400}
      rightSection={note}
    />
  );
}
