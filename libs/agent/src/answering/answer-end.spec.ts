import type { Message } from '../conversations/message.entity.js';
import { endOf } from './answer-end.js';

const failed = (errorCode: string | null) =>
  endOf({ outcome: 'failed', errorCode } as Partial<Message> as Message);

describe('the end of an answer that was stored as failed', () => {
  it.each([
    ['AGENT_MODEL_UNAVAILABLE', true],
    ['AGENT_MODEL_BUSY', true],
    ['AGENT_MODEL_STALLED', true],
    ['AGENT_ANSWER_LOST', true],
    [null, true],
    ['AGENT_MODEL_REJECTED', false],
    ['AGENT_ANSWER_CANCELLED', false],
  ])('says whether asking again may help: %s', (code, retryable) => {
    const end = failed(code);

    expect(end).toMatchObject({ type: 'error', error: { retryable } });
    expect(end.type === 'error' && /ask again/.test(end.error.message)).toBe(retryable);
  });
});
