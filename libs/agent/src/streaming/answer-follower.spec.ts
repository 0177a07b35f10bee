import { StoreScope } from '@app/tenancy';

import { clientGone } from '../agent.errors.js';
import type { AnswerRun } from '../conversations/answer-run.entity.js';
import type { AnswerRunService } from '../conversations/answer-run.service.js';
import type { AnswerEnder } from './answer-ender.js';
import { AnswerFollower } from './answer-follower.js';

describe('a reader of an answer that another process writes', () => {
  it('is told why it was ended while it waited', async () => {
    const leave = new AbortController();
    const runs = {
      isAlive: async () => true,
      eventsAfter: async () => [],
      follow: async () => setImmediate(() => leave.abort(clientGone())),
    } as unknown as AnswerRunService;
    const follower = new AnswerFollower(runs, {} as AnswerEnder);
    const scope = StoreScope.open('0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11');

    const first = follower.after(scope, {} as AnswerRun, 0, leave.signal).next();

    await expect(first).rejects.toMatchObject({ code: 'AGENT_CLIENT_GONE' });
  });
});
