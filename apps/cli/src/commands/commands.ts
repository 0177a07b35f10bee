import { listAudit } from '../audit/list-audit.command.js';
import { verifyAudit } from '../audit/verify-audit.command.js';
import { exportStore } from '../capsules/export-store.command.js';
import { importStore } from '../capsules/import-store.command.js';
import { closeConversation, giveBack } from '../conversations/change-conversation.command.js';
import { listConversations } from '../conversations/list-conversations.command.js';
import { reply } from '../conversations/reply.command.js';
import { showConversation } from '../conversations/show-conversation.command.js';
import { showReceipt } from '../conversations/show-receipt.command.js';
import { answerGap } from '../gaps/answer-gap.command.js';
import { listGaps } from '../gaps/list-gaps.command.js';
import { replayGap } from '../gaps/replay-gap.command.js';
import { addFeed } from '../given/add-feed.command.js';
import { addFile } from '../given/add-file.command.js';
import { addSnippet } from '../given/add-snippet.command.js';
import { listFiles } from '../given/list-files.command.js';
import { listSnippets } from '../given/list-snippets.command.js';
import { removeFile, removeSnippet } from '../given/remove-given.command.js';
import { cancelIngest, resumeIngest, retryIngest } from '../ingests/change-ingest.command.js';
import { listOutcomes } from '../ingests/list-outcomes.command.js';
import { dropJob, retryJob } from '../jobs/change-job.command.js';
import { listJobs } from '../jobs/list-jobs.command.js';
import { createKey } from '../keys/create-key.command.js';
import { listKeys } from '../keys/list-keys.command.js';
import { revokeKey } from '../keys/revoke-key.command.js';
import { rotateKey } from '../keys/rotate-key.command.js';
import { removeOrderEndpoint } from '../orders/remove-order-endpoint.command.js';
import { rotateOrderSecrets, setOrderEndpoint } from '../orders/set-order-endpoint.command.js';
import { showOrderEndpoint } from '../orders/show-order-endpoint.command.js';
import { tryOrder } from '../orders/try-order.command.js';
import { cancelMove, confirmMove } from '../placements/change-move.command.js';
import { listMoves, listPlacements } from '../placements/list-placements.command.js';
import { moveStore } from '../placements/move-store.command.js';
import { diffRelease } from '../releases/diff-release.command.js';
import { listReleases } from '../releases/list-releases.command.js';
import { publishRelease } from '../releases/publish-release.command.js';
import { rollBackRelease } from '../releases/roll-back-release.command.js';
import { setRetention } from '../retention/set-retention.command.js';
import { showRetention } from '../retention/show-retention.command.js';
import { eraseShopper } from '../shoppers/erase-shopper.command.js';
import { exportShopper } from '../shoppers/export-shopper.command.js';
import { removeBudget } from '../usage/remove-budget.command.js';
import { setBudget } from '../usage/set-budget.command.js';
import { showBudget } from '../usage/show-budget.command.js';
import { showUsage } from '../usage/show-usage.command.js';
import { ask } from './ask.command.js';
import { clear } from './clear.command.js';
import type { Command } from './command.js';
import { createStore } from './create-store.command.js';
import { demo } from './demo.command.js';
import { eraseStore } from './erase-store.command.js';
import { ingest } from './ingest.command.js';
import { listStores } from './list-stores.command.js';
import { reindex } from './reindex.command.js';
import { status } from './status.command.js';
import { switchOff, switchOn } from './switch-store.command.js';

/** Every command, in the order the help shows them: that of a first day with Storehand. */
export const commands: readonly Command[] = [
  demo,
  createStore,
  listStores,
  switchOff,
  switchOn,
  eraseStore,
  createKey,
  listKeys,
  rotateKey,
  revokeKey,
  ingest,
  status,
  listOutcomes,
  cancelIngest,
  resumeIngest,
  retryIngest,
  reindex,
  addFile,
  listFiles,
  removeFile,
  addFeed,
  addSnippet,
  listSnippets,
  removeSnippet,
  listReleases,
  diffRelease,
  publishRelease,
  rollBackRelease,
  clear,
  ask,
  showReceipt,
  listConversations,
  showConversation,
  reply,
  giveBack,
  closeConversation,
  listGaps,
  answerGap,
  replayGap,
  showUsage,
  setBudget,
  showBudget,
  removeBudget,
  setOrderEndpoint,
  showOrderEndpoint,
  tryOrder,
  rotateOrderSecrets,
  removeOrderEndpoint,
  listJobs,
  retryJob,
  dropJob,
  listPlacements,
  exportStore,
  importStore,
  moveStore,
  listMoves,
  confirmMove,
  cancelMove,
  listAudit,
  verifyAudit,
  showRetention,
  setRetention,
  exportShopper,
  eraseShopper,
];
