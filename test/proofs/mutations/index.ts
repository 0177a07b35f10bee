import { agentMutations } from './agent.js';
import { doorMutations } from './doors.js';
import { erasingMutations } from './erasing.js';
import { knowledgeMutations } from './knowledge.js';
import type { Mutation } from './mutation.js';
import { databaseMutations } from './tenancy-database.js';
import { placementMutations } from './tenancy-placements.js';
import { scopeMutations } from './tenancy-scope.js';

/** Every seeded isolation bug, by room. */
export const mutations: readonly Mutation[] = [
  ...databaseMutations,
  ...scopeMutations,
  ...placementMutations,
  ...erasingMutations,
  ...knowledgeMutations,
  ...agentMutations,
  ...doorMutations,
];
