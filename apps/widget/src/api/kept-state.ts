/** A question that was sent and whose answer was not seen to its end. */
export interface PendingQuestion {
  content: string;
  /** The same for each try, so that it is asked once. */
  idempotencyKey: string;
  messageId?: string;
  /** It was asked before, in a conversation that is over. */
  isRepeated?: boolean;
}

export interface Kept {
  token?: string;
  expiresAt?: number;
  conversationId?: string;
  isOpen?: boolean;
  pending?: PendingQuestion;
}

/**
 * What a reload needs to go on, in the session storage of this tab: nothing before the shopper's first message, nothing
 * at all while the script tag says `data-consent="denied"` (asked each time, so that a consent tool may change it), never
 * a cookie. In memory meanwhile.
 */
export class KeptState {
  private state: Kept = {};
  private readonly name: string;

  constructor(
    key: string,
    private readonly script: HTMLElement,
  ) {
    this.name = `storehand:${key.slice(-12)}`;
    this.state = this.read();
  }

  get mayKeep(): boolean {
    return this.script.dataset['consent'] !== 'denied';
  }

  get(): Readonly<Kept> {
    return this.state;
  }

  set(change: Partial<Kept>): void {
    this.state = { ...this.state, ...change };
    this.write();
  }

  /** The conversation is over; the session may begin another. */
  forgetConversation(): void {
    this.set({ conversationId: undefined, pending: undefined });
  }

  private read(): Kept {
    try {
      const text = this.mayKeep && sessionStorage.getItem(this.name);
      return text ? (JSON.parse(text) as Kept) : {};
    } catch {
      return {};
    }
  }

  private write(): void {
    const isWanted = this.mayKeep && this.state.token !== undefined;
    try {
      if (isWanted) sessionStorage.setItem(this.name, JSON.stringify(this.state));
      else if (!this.mayKeep) sessionStorage.removeItem(this.name);
    } catch {
      // a browser that keeps nothing: the conversation lasts as long as the page
    }
  }
}
