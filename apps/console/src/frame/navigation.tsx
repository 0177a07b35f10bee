import { Divider, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import { Link, useLocation, useRoute } from 'wouter';

import { useSession } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';

const ofStore = [
  ['', 'Overview'],
  ['/ask', 'Ask'],
  ['/knowledge', 'Knowledge'],
  ['/releases', 'Releases'],
  ['/search', 'Search'],
  ['/conversations', 'Conversations'],
  ['/gaps', 'Gaps'],
  ['/keys', 'Keys'],
  ['/usage', 'Usage'],
] as const;

const ofPlatform = [
  ['/', 'Stores'],
  ['/usage', 'Usage of all'],
  ['/isolation', 'Isolation'],
] as const;

/** The pages of the deployment, for the operator, and those of the store that is looked at. */
export function Navigation() {
  const { ownStoreId } = useSession();
  const [location] = useLocation();
  const [, params] = useRoute<{ id: string }>('/stores/:id/*?');
  const storeId = ownStoreId ?? params?.id;
  return (
    <ScrollArea>
      <Stack gap={2} component="nav" aria-label="Console">
        {ownStoreId === null && (
          <>
            {ofPlatform.map(([href, label]) => (
              <Way key={href} href={href} label={label} isHere={location === href} />
            ))}
            <NavLink
              component="a"
              href="/admin/queues"
              target="_blank"
              rel="noreferrer"
              label="Queues ↗"
              title="The queue dashboard, with a password of its own; off where none is set"
            />
          </>
        )}
        {storeId && (
          <WaysOfStore storeId={storeId} location={location} isOnly={ownStoreId !== null} />
        )}
      </Stack>
    </ScrollArea>
  );
}

function WaysOfStore({
  storeId,
  location,
  isOnly,
}: {
  storeId: string;
  location: string;
  isOnly: boolean;
}) {
  const store = useRead('/api/v1/stores/{store_id}', { params: { path: { store_id: storeId } } });
  return (
    <>
      {!isOnly && <Divider my="xs" />}
      <Text size="sm" fw={650} px="sm" py={4} lineClamp={2} mih={30} className="break">
        {store.data?.name ?? ' '}
      </Text>
      {ofStore.map(([part, label]) => {
        const href = `/stores/${storeId}${part}`;
        const isHere = location === href || (part !== '' && location.startsWith(`${href}/`));
        return <Way key={part} href={href} label={label} isHere={isHere} />;
      })}
    </>
  );
}

function Way({ href, label, isHere }: { href: string; label: string; isHere: boolean }) {
  return (
    <NavLink
      component={Link}
      href={href}
      label={label}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      fw={isHere ? 600 : 400}
    />
  );
}
