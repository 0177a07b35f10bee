import type { ApiClient } from './api/api-client.js';
import type { KeptState } from './api/kept-state.js';
import { patiently } from './api/patiently.js';
import { readAnswer } from './api/read-answer.js';
import { Refusal } from './api/refusal.js';
import type {
  AnswerEvent,
  Conversation,
  ConversationState,
  Message,
  MessageList,
} from './api/shapes.js';
import type { ContactWish, Screen } from './screen.js';

/** While a person has the conversation nothing streams: it is asked again, less often where nobody looks. */
const lookMs = { seen: 3_000, hidden: 20_000 };
/** Longer than this nobody waits for a turn. */
const longestWait = 120;

/** The conversation: asks, reads answers, goes on after a reload, and follows what a person of the store says. */
export class Chat {
  private state: ConversationState = 'agent';
  private readonly known = new Set<string>();
  private reading?: AbortController;
  private timer?: ReturnType<typeof setTimeout>;
  private cursor: string | null = null;

  constructor(
    private readonly api: ApiClient,
    private readonly kept: KeptState,
    private readonly screen: Screen,
  ) {}

  /** Shows what was said before the reload, and reads on in an answer that was still coming. */
  async resume(): Promise<void> {
    const { conversationId, pending } = this.kept.get();
    if (!conversationId) return;
    try {
      await this.patiently(async () => this.catchUp(conversationId, true));
    } catch (error) {
      if (error instanceof Refusal && error.isOver) this.kept.forgetConversation();
      return;
    }
    if (!pending) return;
    if (pending.messageId && this.known.has(pending.messageId))
      this.kept.set({ pending: undefined });
    else await this.read(conversationId);
  }

  async ask(content: string): Promise<void> {
    this.screen.addQuestion(content);
    this.kept.set({ pending: { content, idempotencyKey: crypto.randomUUID() } });
    await this.send();
  }

  /** Stops the model as well as the reading. */
  stop(): void {
    const { conversationId, pending } = this.kept.get();
    const path = `/conversations/${conversationId}/messages/${pending?.messageId}/cancel`;
    if (conversationId && pending?.messageId) {
      void this.api.call('POST', path).catch(() => this.reading?.abort());
    } else {
      this.reading?.abort();
    }
  }

  async askForPerson(wish: ContactWish): Promise<void> {
    try {
      const id = await this.conversation();
      const path = `/conversations/${id}/handoff`;
      const { state } = await this.patiently(() =>
        this.api.call<Conversation>('POST', path, { body: wish }),
      );
      this.screen.closeContact();
      this.moveTo(state);
    } catch (error) {
      this.fail(error, () => void this.askForPerson(wish));
    }
  }

  async rate(messageId: string, rating: 'up' | 'down', reason?: string): Promise<boolean> {
    const { conversationId } = this.kept.get();
    const path = `/conversations/${conversationId}/messages/${messageId}/feedback`;
    try {
      await this.api.call('PUT', path, { body: { rating, ...(reason && { reason }) } });
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  restart(): void {
    this.reading?.abort();
    clearTimeout(this.timer);
    this.known.clear();
    this.cursor = null;
    this.state = 'agent';
    this.kept.forgetConversation();
    this.screen.clear();
  }

  private async send(): Promise<void> {
    this.screen.setBusy(true);
    try {
      await this.read(await this.conversation());
    } catch (error) {
      this.screen.setBusy(false);
      this.fail(error, () => void this.send());
    }
  }

  private async conversation(): Promise<string> {
    const { conversationId } = this.kept.get();
    if (conversationId) return conversationId;
    const body = { metadata: { page: location.pathname } };
    const { id } = await this.patiently(() =>
      this.api.call<Conversation>('POST', '/conversations', { body }),
    );
    this.kept.set({ conversationId: id });
    return id;
  }

  private async read(conversationId: string): Promise<void> {
    const { pending } = this.kept.get();
    if (!pending) return;
    const reading = (this.reading = new AbortController());
    const answer = this.screen.beginAnswer();
    try {
      await readAnswer(this.api, {
        conversationId,
        question: pending,
        signal: reading.signal,
        onNamed: (messageId) => {
          pending.messageId = messageId;
          this.kept.set({ pending });
        },
        onEvent: (event) => this.follow(event, answer),
        onAway: (isAway) => this.screen.setOffline(isAway),
      });
    } catch (error) {
      answer.drop();
      if (reading.signal.aborted) this.screen.stopped();
      else this.refused(error);
    } finally {
      if (this.reading === reading) this.screen.setBusy(false);
    }
  }

  private follow(event: AnswerEvent, answer: ReturnType<Screen['beginAnswer']>): void {
    if (event.name === 'done') {
      this.kept.set({ pending: undefined });
      this.known.add(event.data.id);
      answer.finish(event.data);
      if (event.data.outcome === 'handed_off') void this.lookAfter();
    } else if (event.name === 'error') {
      const isStopped = event.data.code === 'AGENT_ANSWER_CANCELLED';
      answer.drop();
      if (isStopped) this.forgetPending(() => this.screen.stopped());
      else this.screen.failed('failed', () => this.askAgain());
    } else {
      answer.show(event);
    }
  }

  /** A failed answer is the end of its send; another try is another one. */
  private askAgain(isRepeated = false): void {
    const content = this.kept.get().pending?.content;
    if (!content) return;
    this.kept.set({ pending: { content, idempotencyKey: crypto.randomUUID(), isRepeated } });
    void this.send();
  }

  private forgetPending(then: () => void): void {
    this.kept.set({ pending: undefined });
    then();
  }

  private refused(error: unknown): void {
    if (error instanceof Refusal && error.code === 'AGENT_CONVERSATION_CLOSED') {
      this.forgetPending(() => this.moveTo('closed'));
    } else if (error instanceof Refusal && error.isOver) {
      // erased meanwhile, or of a session that is over: the question is asked in a new one, once
      const isRepeated = this.kept.get().pending?.isRepeated;
      this.kept.set({ conversationId: undefined });
      if (isRepeated) this.fail(error, () => this.askAgain());
      else this.askAgain(true);
    } else {
      this.fail(error, () => void this.send());
    }
  }

  private fail(error: unknown, again?: () => void): void {
    const seconds = error instanceof Refusal ? error.retryAfterSeconds : undefined;
    const isBusy = error instanceof Refusal && error.status === 429;
    if (isBusy && seconds !== undefined && seconds <= longestWait) this.screen.wait(seconds, again);
    else this.screen.failed(error instanceof Refusal ? 'unavailable' : 'failed', again);
  }

  private moveTo(state: ConversationState): void {
    const isNew = state !== this.state;
    this.state = state;
    if (isNew) this.screen.showState(state);
    clearTimeout(this.timer);
    const ms = document.hidden ? lookMs.hidden : lookMs.seen;
    if (state === 'waiting_for_human' || state === 'human') {
      this.timer = setTimeout(() => void this.lookAfter(), ms);
    }
  }

  private async lookAfter(): Promise<void> {
    const { conversationId } = this.kept.get();
    if (!conversationId) return;
    await this.catchUp(conversationId, false).catch(() => this.moveTo(this.state));
  }

  /** All that was said since; of one that is read for the first time, all. */
  private async catchUp(id: string, isFirst: boolean): Promise<void> {
    const { state } = await this.api.call<Conversation>('GET', `/conversations/${id}`);
    do {
      const after = this.cursor ? `&cursor=${encodeURIComponent(this.cursor)}` : '';
      const path = `/conversations/${id}/messages?limit=100${after}`;
      const { items, next_cursor } = await this.api.call<MessageList>('GET', path);
      for (const message of items) this.meet(message, isFirst);
      if (next_cursor === null) break;
      this.cursor = next_cursor;
    } while (this.kept.get().conversationId === id);
    this.moveTo(state);
  }

  /** What this page sent itself stands there already; what a person said is new. */
  private meet(message: Message, isFirst: boolean): void {
    if (this.known.has(message.id)) return;
    this.known.add(message.id);
    if (isFirst || message.role === 'human') this.screen.addMessage(message, !isFirst);
  }

  private patiently<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = new AbortController();
    return patiently(work, { signal, onAway: (isAway) => this.screen.setOffline(isAway) });
  }
}
