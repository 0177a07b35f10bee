import { CreateSourcesAndIngests1764000100000 } from './1764000100000-create-sources-and-ingests.js';
import { CreatePagesAndChunks1764000200000 } from './1764000200000-create-pages-and-chunks.js';
import { AddPageKinds1764000500000 } from './1764000500000-add-page-kinds.js';

export const knowledgeMigrations = [
  CreateSourcesAndIngests1764000100000,
  CreatePagesAndChunks1764000200000,
  AddPageKinds1764000500000,
];
