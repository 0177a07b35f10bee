import { isDeepStrictEqual } from 'node:util';

import type { Answer, ApiClient } from '../../e2e/api-client.js';

interface Chat {
  id: string;
  /** Ids of messages that were acknowledged. */
  answers: string[];
}

const question = 'How do I wash the pillow?';
const afterRefusalMs = 200;

/**
 * Shoppers of one store who ask, and read what they asked, one after the other without a pause, by any of some processes.
 * A read that fails, and what was acknowledged and is not there afterwards, is a fault; questions that were refused are told.
 */
export class ChattingShoppers {
  private readonly faults: string[] = [];
  private readonly refused: Record<string, number> = {};
  private readonly running: Promise<void>[] = [];
  private isOver = false;
  private read = 0;

  private constructor(
    private readonly clients: readonly ApiClient[],
    private readonly chats: readonly Chat[],
  ) {}

  static async begin(clients: readonly ApiClient[], shoppers: number): Promise<ChattingShoppers> {
    const chats: Chat[] = [];
    for (let n = 0; n < shoppers; n += 1) {
      const { body } = await (clients[0] as ApiClient).post('/api/v1/conversations', {});
      chats.push({ id: String(body['id']), answers: [] });
    }
    const all = new ChattingShoppers(clients, chats);
    all.running.push(...chats.map((chat, n) => all.chat(chat, n)));
    return all;
  }

  /** Until so many more answers were given. */
  async chatMore(answers: number): Promise<void> {
    const until = this.asked + answers;
    while (this.asked < until && this.hasOnlyGoneWell) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async end() {
    this.isOver = true;
    await Promise.all(this.running);
    for (const [n, chat] of this.chats.entries()) await this.look(chat, n);
    const { asked, read, refused, faults } = this;
    return { asked, read, refused, faults };
  }

  private get hasOnlyGoneWell(): boolean {
    return this.faults.length + Object.keys(this.refused).length === 0;
  }

  private get asked(): number {
    return this.chats.reduce((sum, { answers }) => sum + answers.length, 0);
  }

  private async chat(chat: Chat, n: number): Promise<void> {
    for (let turn = n; !this.isOver; turn += 1) {
      const path = `/api/v1/conversations/${chat.id}/messages`;
      const answer = await this.clientOf(turn).post(path, { content: question });
      if (answer.status === 200 || answer.status === 201)
        chat.answers.push(String(answer.body['id']));
      else await this.noteRefusal(answer);
      // by the other process, which may not have heard of the move
      await this.look(chat, turn + 1);
    }
  }

  private async noteRefusal({ status, body }: Answer): Promise<void> {
    const what = `${status} ${String(body['code'])}`;
    this.refused[what] = (this.refused[what] ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, afterRefusalMs));
  }

  /** All that was acknowledged is there, in its order. */
  private async look(chat: Chat, turn: number): Promise<void> {
    const wanted = [...chat.answers];
    const found: string[] = [];
    const path = `/api/v1/conversations/${chat.id}/messages?limit=100`;
    for (let cursor: unknown = ''; cursor !== null;) {
      const { status, body } = await this.clientOf(turn).get(`${path}${String(cursor)}`);
      this.read += 1;
      if (status !== 200) return void this.faults.push(`read: ${status} ${String(body['code'])}`);
      const items = body['items'] as unknown as { id: string; role: string }[];
      found.push(...items.filter(({ role }) => role === 'assistant').map(({ id }) => id));
      const next = body['next_cursor'];
      cursor = next === null ? null : `&cursor=${String(next)}`;
    }
    const known = found.filter((id) => wanted.includes(id));
    if (!isDeepStrictEqual(known, wanted)) {
      this.faults.push(`${wanted.length - known.length} of ${wanted.length} answers are lost`);
    }
  }

  private clientOf(turn: number): ApiClient {
    return this.clients[turn % this.clients.length] as ApiClient;
  }
}
