import {
  Alert,
  Anchor,
  Button,
  Center,
  Paper,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { Brand } from '../frame/brand.js';
import { type Access, findAccess } from './find-access.js';

/** Asks for the key. It is held by this page alone, and the page says so, because a reload will ask again. */
export function SignInPage({
  reason,
  onAccess,
}: {
  reason?: string;
  onAccess: (access: Access) => void;
}) {
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isTrying, setIsTrying] = useState(false);

  const signIn = async () => {
    setIsTrying(true);
    setProblem(undefined);
    try {
      onAccess(await findAccess(key.trim()));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'That did not work.');
      setIsTrying(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '') void signIn();
  };

  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper className="card" p="xl" w="100%" maw={440}>
        <form onSubmit={submit}>
          <Stack gap="lg">
            <Brand />
            <div>
              <Title order={1} size="h2">
                Sign in
              </Title>
              <Text c="dimmed" mt={4}>
                With the admin key you see every store, with a store’s key that store.
              </Text>
            </div>
            {reason && !problem && <Alert color="yellow">{reason}</Alert>}
            <PasswordInput
              label="Key"
              description="npm start prints both keys at its first start."
              placeholder="sh_admin_… or sh_store_…"
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
              error={problem}
              autoComplete="off"
              autoFocus
              size="md"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the key', tabIndex: 0 }}
            />
            <Button type="submit" size="md" loading={isTrying} disabled={key.trim() === ''}>
              Sign in
            </Button>
            <Text size="sm" c="dimmed">
              The key stays in the memory of this page: nothing is stored, so after a reload you are
              asked again. How to make keys stands in the{' '}
              <Anchor href="/docs" inherit underline="always">
                API documentation
              </Anchor>
              .
            </Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
