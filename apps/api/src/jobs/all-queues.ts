import { agentQueues } from '@app/agent';
import { knowledgeQueues } from '@app/knowledge';

/** The queues of all rooms, in the order of a store's day. */
export const allQueues = [...knowledgeQueues, ...agentQueues];
