import { CreateSourcesAndIngests1764000100000 } from './1764000100000-create-sources-and-ingests.js';
import { CreatePagesAndChunks1764000200000 } from './1764000200000-create-pages-and-chunks.js';
import { QueueIngests1764000300000 } from './1764000300000-queue-ingests.js';
import { RuleSources1764000400000 } from './1764000400000-rule-sources.js';
import { AddPageKinds1764000500000 } from './1764000500000-add-page-kinds.js';
import { KeepReleases1764000600000 } from './1764000600000-keep-releases.js';
import { CreateCheckQuestions1764000600100 } from './1764000600100-create-check-questions.js';
import { RememberLanguages1764000700000 } from './1764000700000-remember-languages.js';
import { CreateReleaseWords1764000700100 } from './1764000700100-create-release-words.js';

export const knowledgeMigrations = [
  CreateSourcesAndIngests1764000100000,
  CreatePagesAndChunks1764000200000,
  QueueIngests1764000300000,
  RuleSources1764000400000,
  AddPageKinds1764000500000,
  KeepReleases1764000600000,
  CreateCheckQuestions1764000600100,
  RememberLanguages1764000700000,
  CreateReleaseWords1764000700100,
];
