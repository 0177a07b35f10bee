import { CreateSourcesAndIngests1764000100000 } from './1764000100000-create-sources-and-ingests.js';
import { CreatePagesAndChunks1764000200000 } from './1764000200000-create-pages-and-chunks.js';
import { DateRobots1764000800000 } from './1764000800000-date-robots.js';

export const knowledgeMigrations = [
  CreateSourcesAndIngests1764000100000,
  CreatePagesAndChunks1764000200000,
  DateRobots1764000800000,
];
