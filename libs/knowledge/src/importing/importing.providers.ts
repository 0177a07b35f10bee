import type { Provider } from '@nestjs/common';

import { FeedImport } from './feed-import.js';
import { FileImport } from './file-import.js';
import { ImportKeeper } from './import-keeper.js';
import { ImportOpener } from './import-opener.js';
import { ImportRunner } from './import-runner.service.js';
import { SnippetImport } from './snippet-import.js';

/** Everything that importing needs, for the module of this lib. */
export const importingProviders: Provider[] = [
  SnippetImport,
  FileImport,
  FeedImport,
  ImportOpener,
  ImportKeeper,
  ImportRunner,
];
