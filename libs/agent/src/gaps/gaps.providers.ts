import { FeedbackRepository } from '../feedback/feedback.repository.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { GapCloser } from '../gap-replay/gap-closer.service.js';
import { GapReplayer } from '../gap-replay/gap-replayer.service.js';
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
  GapCloser,
  ...gapSurface,
];
