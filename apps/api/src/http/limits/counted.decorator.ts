import type { RateName, ScopedRequest } from '@app/tenancy';
import { SetMetadata } from '@nestjs/common';

export const UNCOUNTED = 'storehand:uncounted';
export const COUNTS = 'storehand:counts';

/** What a request counts as beside a request; nothing where `when` says so. */
export interface Counting {
  rates: readonly RateName[];
  when: (request: ScopedRequest) => boolean;
}

/** For probes, which must not be refused. */
export const Uncounted = () => SetMetadata(UNCOUNTED, true);

const counts = (...rates: RateName[]) => {
  return (when: Counting['when'] = () => true) =>
    SetMetadata(COUNTS, { rates, when } satisfies Counting);
};

/** For routes that have the agent answer: they count as answers of the store, too. */
export const CountsAnswer = counts('answers_per_minute', 'answers_per_day');

export const CountsConversation = counts('conversations_per_day');
