import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';

import { AgentPage } from './agent/agent.page.js';
import { ConversationPage } from './conversations/conversation.page.js';
import { ConversationsPage } from './conversations/conversations.page.js';
import { NewConversationPage } from './conversations/new-conversation.page.js';
import { ErasurePage } from './erasures/erasure.page.js';
import { ErasuresPage } from './erasures/erasures.page.js';
import { FilesPage } from './files/files.page.js';
import { LoadingPage } from './frame/loading-page.js';
import { NoSuchPage } from './frame/no-such-page.js';
import { GapPage } from './gaps/gap.page.js';
import { GapsPage } from './gaps/gaps.page.js';
import { IsolationPage } from './isolation/isolation.page.js';
import { FailedJobsPage } from './jobs/failed-jobs.page.js';
import { KeysPage } from './keys/keys.page.js';
import { KnowledgePage } from './knowledge/knowledge.page.js';
import { ReleaseDiffPage } from './releases/release-diff.page.js';
import { ReleasesPage } from './releases/releases.page.js';
import { SearchPage } from './search/search.page.js';
import { useSession } from './sign-in/session.js';
import { SnippetsPage } from './snippets/snippets.page.js';
import { StorePage } from './stores/store.page.js';
import { StoresPage } from './stores/stores.page.js';

// charts are as large as all the rest, and few look at them
const UsagePage = lazy(async () => ({
  default: (await import('./usage/usage.page.js')).UsagePage,
}));

/** Which page an address is; a store's key has the pages of its store alone. */
export function Pages() {
  const { ownStoreId } = useSession();
  return (
    <Suspense fallback={<LoadingPage />}>
      <Switch>
        {ownStoreId !== null && (
          <Route path="/">
            <Redirect to={`/stores/${ownStoreId}`} replace />
          </Route>
        )}
        <Route path="/" component={StoresPage} />
        <Route path="/usage">{() => <UsagePage />}</Route>
        <Route path="/isolation" component={IsolationPage} />
        <Route path="/erasures" component={ErasuresPage} />
        <Route path="/erasures/:id">{({ id }) => <ErasurePage erasureId={id} />}</Route>
        <Route path="/stores/:id">{({ id }) => <StorePage storeId={id} />}</Route>
        <Route path="/stores/:id/ask">{({ id }) => <NewConversationPage storeId={id} />}</Route>
        <Route path="/stores/:id/knowledge">{({ id }) => <KnowledgePage storeId={id} />}</Route>
        <Route path="/stores/:id/snippets">{({ id }) => <SnippetsPage storeId={id} />}</Route>
        <Route path="/stores/:id/files">{({ id }) => <FilesPage storeId={id} />}</Route>
        <Route path="/stores/:id/releases">{({ id }) => <ReleasesPage storeId={id} />}</Route>
        <Route path="/stores/:id/releases/:number">
          {({ id, number }) => <ReleaseDiffPage storeId={id} number={Number(number)} />}
        </Route>
        <Route path="/stores/:id/search">{({ id }) => <SearchPage storeId={id} />}</Route>
        <Route path="/stores/:id/conversations">
          {({ id }) => <ConversationsPage storeId={id} />}
        </Route>
        <Route path="/stores/:id/conversations/:conversation">
          {({ id, conversation }) => (
            <ConversationPage key={conversation} storeId={id} conversationId={conversation} />
          )}
        </Route>
        <Route path="/stores/:id/gaps">{({ id }) => <GapsPage storeId={id} />}</Route>
        <Route path="/stores/:id/gaps/:gap">
          {({ id, gap }) => <GapPage storeId={id} gapId={gap} />}
        </Route>
        <Route path="/stores/:id/agent">{({ id }) => <AgentPage storeId={id} />}</Route>
        <Route path="/stores/:id/jobs">{({ id }) => <FailedJobsPage storeId={id} />}</Route>
        <Route path="/stores/:id/keys">{({ id }) => <KeysPage storeId={id} />}</Route>
        <Route path="/stores/:id/usage">{({ id }) => <UsagePage storeId={id} />}</Route>
        <Route component={NoSuchPage} />
      </Switch>
    </Suspense>
  );
}
