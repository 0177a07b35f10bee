import type { Citation } from '../conversations/citation.js';
import type { AnswerOutcome } from '../conversations/message.entity.js';
import type { GivenFeedback } from '../feedback/feedback.entity.js';
import type { Gap } from './gap.entity.js';

/** Of a period, how its questions ended when they were asked. */
export interface GapCounts {
  questionCount: number;
  answered: number;
  abstained: number;
  handedOff: number;
  failed: number;
  badlyRated: number;
  firstAskedAt: Date;
  lastAskedAt: Date;
}

/** A gap as it is listed. `examples` are texts of shoppers without what tells who they are, the most frequent first. */
export interface ListedGap extends Gap, GapCounts {
  examples: string[];
}

/** A question of a gap; its text is masked as the examples are. */
export interface AskedQuestion {
  messageId: string;
  conversationId: string;
  text: string;
  outcome: AnswerOutcome;
  release: number | null;
  feedback: GivenFeedback | null;
  askedAt: Date;
}

export interface GapDetail extends ListedGap {
  questions: AskedQuestion[];
}

/** How a question of a gap is dealt with by what is live now. */
export interface ReplayedQuestion {
  question: string;
  isAnswered: boolean;
  outcome: AnswerOutcome;
  citations: Citation[];
  release: number | null;
}

export interface GapReplay {
  gap: ListedGap;
  /** What was live; null where nothing is. */
  release: number | null;
  questions: ReplayedQuestion[];
}
