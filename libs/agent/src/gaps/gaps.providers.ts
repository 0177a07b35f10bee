import { FeedbackRepository } from '../feedback/feedback.repository.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { GAP_NOTIFIER } from '../gap-replay/gap-notifier.js';
import { GapReplayer } from '../gap-replay/gap-replayer.service.js';
import { GapWebhook } from '../gap-replay/gap-webhook.js';
import { GapGatherer } from '../gathering/gap-gatherer.service.js';
import { GapRepository } from './gap.repository.js';
import { GapService } from './gap.service.js';
import { GapNotes } from './gap-notes.service.js';
import { GapQuestionRepository } from './gap-question.repository.js';
import { GapQuestionListRepository } from './gap-question-list.repository.js';
import { GapSweep } from './gap-sweep.js';

/** What the doors ask about feedback and gaps. */
export const gapSurface = [FeedbackService, GapService, GapGatherer, GapReplayer, GapSweep];

export const gapProviders = [
  FeedbackRepository,
  GapRepository,
  GapQuestionRepository,
  GapQuestionListRepository,
  GapNotes,
  { provide: GAP_NOTIFIER, useClass: GapWebhook },
  ...gapSurface,
];
