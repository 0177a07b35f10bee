import type { Provider } from '@nestjs/common';

import { FeedFetcher } from './feed-fetcher.js';
import { FeedImport } from './feed-import.js';
import { FileImport } from './file-import.js';
import { ImportKeeper } from './import-keeper.js';
import { ImportOffer } from './import-offer.js';
import { ImportOpener } from './import-opener.js';
import { ImportRunner } from './import-runner.service.js';
import { RecentFeeds } from './recent-feeds.js';
import { SnippetImport } from './snippet-import.js';

/** Everything that importing needs, for the module of this lib. */
export const importingProviders: Provider[] = [
  SnippetImport,
  FileImport,
  FeedFetcher,
  RecentFeeds,
  FeedImport,
  ImportOpener,
  ImportOffer,
  ImportKeeper,
  ImportRunner,
];
