import { AppError } from '@app/tenancy';

export const conversationNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_CONVERSATION_NOT_FOUND',
    message: `There is no conversation ${id} in this store; create one or check the id.`,
  });

/** It does not repeat the name, which is the shopper's. */
export const shopperNotFound = () =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_SHOPPER_NOT_FOUND',
    message: 'This store has no conversation of that shopper; check the shopper_id.',
  });

export const privacyRequestNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_PRIVACY_REQUEST_NOT_FOUND',
    message: `There is no privacy request ${id} in this store; list them to see their ids.`,
  });

export const privacyRequestForgotten = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_PRIVACY_REQUEST_FORGOTTEN',
    message: `Whose privacy request ${id} was is forgotten: the shopper was erased, or it was fulfilled and its 30 days are over. Export a shopper by the shopper_id instead.`,
  });

export const messageNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_MESSAGE_NOT_FOUND',
    message: `There is no message ${id} in this store; list the conversation's messages to see their ids.`,
  });

export const receiptNotFound = (id: string, role: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_RECEIPT_NOT_FOUND',
    message:
      role === 'user'
        ? `Message ${id} is the shopper's; ask for the receipt of the answer that follows it.`
        : `There is no receipt of message ${id}: it is older than the store keeps receipts, or the agent did not write it.`,
  });

export const withoutQuestion = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_MESSAGE_WITHOUT_QUESTION',
    message: `No question of the shopper stands right before message ${id}, so there is nothing to ask again.`,
  });

export const messageNotAnAnswer = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_MESSAGE_NOT_AN_ANSWER',
    message: `Message ${id} is not the agent's; name an answer of the agent instead.`,
  });

export const gapNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_GAP_NOT_FOUND',
    message: `There is no gap ${id} in this store, or all its questions were erased; list the gaps to see their ids.`,
  });

/** Only the job's log sees this; the sweep has it asked again. */
export const gapReplayFailed = (id: string) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_GAP_REPLAY_FAILED',
    message: `Some questions of gap ${id} could not be asked again; they are asked once more in a minute.`,
  });

export const conversationBusy = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_CONVERSATION_BUSY',
    message: `Conversation ${id} is still answering the message before; wait for its answer, then send again.`,
    retryAfterSeconds: 2,
  });

export const conversationClosed = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_CONVERSATION_CLOSED',
    message: `Conversation ${id} is closed; start a new one.`,
  });

/** Somebody else was first, or the step makes no sense here. */
export const stateRefused = (id: string, state: string, from: readonly string[]) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_CONVERSATION_STATE',
    message: `Conversation ${id} is in state ${state}, and this is done in state ${from.join(' or ')} only; look at it again.`,
    details: { state },
  });

export const webhookNotFound = () =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_WEBHOOK_NOT_FOUND',
    message: 'This store has no webhook; put one with its "url".',
  });

export const deliveryNotFound = (id: string) =>
  new AppError({
    kind: 'not_found',
    code: 'AGENT_DELIVERY_NOT_FOUND',
    message: `This store has no delivery ${id}; list its deliveries to see their ids.`,
  });

export const deliveryPending = (id: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_DELIVERY_PENDING',
    message: `Delivery ${id} is still being tried; its "next_attempt_at" says when.`,
  });

export const webhookUrlRefused = (reason: string) =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_WEBHOOK_URL_REFUSED',
    message: `"url" is refused: it ${reason}.`,
    details: { field: 'url', reason },
  });

export const contentEmpty = () =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_CONTENT_EMPTY',
    message: '"content" holds no text; send a question of 1 to 4,000 characters.',
    details: { field: 'content' },
  });

export const contentTooLong = (length: number) =>
  new AppError({
    kind: 'invalid',
    code: 'AGENT_CONTENT_TOO_LONG',
    message: `"content" has ${length} characters, but at most 4,000 are read; shorten the question.`,
    details: { field: 'content' },
  });

/** The shopper's side closed the connection; nobody is left to tell, the stored message says so. */
export const clientGone = () =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_CLIENT_GONE',
    message: 'The connection was closed before the answer was complete; ask again.',
  });

export const idempotencyKeyReused = (messageId: string) =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_IDEMPOTENCY_KEY_REUSED',
    message: `This Idempotency-Key sent another text, whose answer is ${messageId}; use a new key for a new question.`,
  });

/** Stopped on purpose, by whoever may read the conversation. */
export const answerCancelled = () =>
  new AppError({
    kind: 'conflict',
    code: 'AGENT_ANSWER_CANCELLED',
    message: 'The answer was cancelled before it was complete.',
  });

/** The process that wrote the answer died; whoever waits for it finds out and ends it. */
export const answerLost = () =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_ANSWER_LOST',
    message: 'The server that wrote the answer stopped before it was complete; ask again.',
  });

export const modelUnavailable = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_MODEL_UNAVAILABLE',
    message: 'The language model could not be reached; try again in a moment.',
    cause,
  });

export const modelBusy = (cause: unknown) =>
  new AppError({
    kind: 'rate_limited',
    code: 'AGENT_MODEL_BUSY',
    message: 'The language model takes no more requests at the moment; try again shortly.',
    retryAfterSeconds: 10,
    cause,
  });

export const modelRejected = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_MODEL_REJECTED',
    message:
      'The language model refused the request; check its key, base URL and name: in the settings of the agent, or the operator in OPENAI_API_KEY, OPENAI_BASE_URL and CHAT_MODEL.',
    cause,
  });

export const modelStalled = (timeoutMs: number) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_MODEL_STALLED',
    message: `The language model sent nothing for ${timeoutMs} ms (CHAT_TIMEOUT_MS); try again in a moment.`,
  });

export const modelCutOff = () =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_MODEL_CUT_OFF',
    message: 'The language model stopped in the middle of its answer; try again.',
  });

export const modelNonsense = (cause?: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_MODEL_NONSENSE',
    message: 'The language model answered with something that is not an answer; try again.',
    cause,
  });

export const answerTimedOut = (limitMs: number) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_ANSWER_TIMED_OUT',
    message: `The answer took longer than ${limitMs / 1000} s and was given up; try again in a moment.`,
  });

/** Whatever else went wrong; the log has the cause. */
export const answerFailed = (cause: unknown) =>
  new AppError({
    kind: 'unavailable',
    code: 'AGENT_ANSWER_FAILED',
    message: 'The answer could not be completed; try again in a moment.',
    cause,
  });

/** What does not go away by asking again: whoever asked wanted it so, or somebody has to change the model first. */
const LASTING: ReadonlySet<string> = new Set(['AGENT_ANSWER_CANCELLED', 'AGENT_MODEL_REJECTED']);

export const isLasting = (code: string): boolean => LASTING.has(code);
