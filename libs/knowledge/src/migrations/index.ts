import { CreateSourcesAndIngests1764000100000 } from './1764000100000-create-sources-and-ingests.js';
import { CreatePagesAndChunks1764000200000 } from './1764000200000-create-pages-and-chunks.js';
import { QueueIngests1764000300000 } from './1764000300000-queue-ingests.js';
import { RuleSources1764000400000 } from './1764000400000-rule-sources.js';
import { AddPageKinds1764000500000 } from './1764000500000-add-page-kinds.js';
import { KeepReleases1764000600000 } from './1764000600000-keep-releases.js';
import { CreateCheckQuestions1764000600100 } from './1764000600100-create-check-questions.js';
import { CreateSnippets1764000900000 } from './1764000900000-create-snippets.js';
import { CreateFiles1764000900100 } from './1764000900100-create-files.js';

export const knowledgeMigrations = [
  CreateSourcesAndIngests1764000100000,
  CreatePagesAndChunks1764000200000,
  QueueIngests1764000300000,
  RuleSources1764000400000,
  AddPageKinds1764000500000,
  KeepReleases1764000600000,
  CreateCheckQuestions1764000600100,
  CreateSnippets1764000900000,
  CreateFiles1764000900100,
];
