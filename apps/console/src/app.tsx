import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Router } from 'wouter';

import { Frame } from './frame/frame.js';
import { Pages } from './pages.js';
import { createQueries } from './sign-in/create-queries.js';
import type { Access } from './sign-in/find-access.js';
import { SessionProvider } from './sign-in/session.js';
import { SignInPage } from './sign-in/sign-in.page.js';

/** Who is not signed in sees the sign-in page at every address; what was read goes with the session. */
export function App() {
  const [access, setAccess] = useState<Access>();
  const [reason, setReason] = useState<string>();
  const queries = useMemo<QueryClient>(
    () =>
      createQueries(() => {
        setAccess(undefined);
        setReason('The key is not taken any more. Sign in with another.');
      }),
    [access],
  );
  if (!access) return <SignInPage reason={reason} onAccess={setAccess} />;
  const signOut = () => {
    queries.clear();
    setReason(undefined);
    setAccess(undefined);
  };
  return (
    <SessionProvider value={{ ...access, signOut }}>
      <QueryClientProvider client={queries}>
        <Router base="/console">
          <Frame>
            <Pages />
          </Frame>
        </Router>
      </QueryClientProvider>
    </SessionProvider>
  );
}
