import type { ModelRuns, RetrievedChunk } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { StructuredToolInterface } from '@langchain/core/tools';

import { toolCalled } from '../agent.events.js';
import type { WishedCall } from '../models/chat-model.js';
import type { OrderEnd, OrderStatusService } from '../orders/order-status.service.js';
import { namesOrder } from '../questions/order-question.js';
import type { ProductLookup } from './product-lookup.service.js';
import type { ToolAsk, ToolFinds } from './tool-ask.js';
import { TURN_CALLS, TURN_MS } from './tool-budget.service.js';
import { maskedNumber, type ToolUse } from './tool-use.js';

interface Tools {
  orders: OrderStatusService;
  products: ProductLookup;
  runs: ModelRuns;
}

/** The calls of one answer, one after the other: a few, none beyond the time of a turn, each noted for the receipt. */
export class ToolRun {
  private order: OrderEnd | null = null;
  private readonly products: RetrievedChunk[] = [];
  private signal: AbortSignal;

  constructor(
    private readonly tools: Tools,
    private readonly scope: StoreScope,
    private readonly ask: ToolAsk,
    private readonly release?: number,
  ) {
    this.signal = ask.signal;
  }

  /** Makes the calls that a model wished for; one whose input has not the shape of its tool is left out. */
  async all(
    calls: readonly WishedCall[],
    offered: readonly StructuredToolInterface[],
  ): Promise<ToolFinds> {
    const { ToolInputParsingException } = await import('@langchain/core/tools');
    this.begin();
    const { conversationId } = this.ask.shopper ?? {};
    const about = { storeId: this.scope.storeId, conversationId, purpose: 'tools' } as const;
    const how = await this.tools.runs.callConfig(about);
    for (const { name, input } of calls.slice(0, TURN_CALLS)) {
      const tool = offered.find((one) => one.name === name);
      await tool?.invoke(input, how).catch((error: unknown) => {
        if (!(error instanceof ToolInputParsingException) && !this.isOutOfTime) throw error;
      });
    }
    return { order: this.order, products: this.products };
  }

  /** The one call that a rule makes. */
  async orderBy(work: (signal: AbortSignal) => Promise<OrderEnd>): Promise<OrderEnd> {
    this.begin();
    const end = await work(this.signal);
    this.noteOrder(end);
    return end;
  }

  async productLookup(query: string): Promise<string> {
    const { isTrial, meter } = this.ask;
    const options = { release: this.release, isTrial, meter, signal: this.signal };
    const { products, use } = await this.tools.products.lookUp(this.scope, query, options);
    this.note(use);
    const known = new Set(this.products.map(({ chunkId }) => chunkId));
    this.products.push(...products.filter(({ chunkId }) => !known.has(chunkId)));
    return use.result ?? '';
  }

  /** A number that the shopper has not written is looked up for nobody. */
  async orderStatus(orderNumber: string): Promise<string> {
    const { shopper, content, before, language } = this.ask;
    const isNamed =
      orderNumber === '' || [content, ...before].some((said) => namesOrder(said, orderNumber));
    if (!shopper || !isNamed) {
      const input = maskedNumber(orderNumber);
      const nothing = { tookMs: 0, result: null, resultSha256: null };
      this.note({ name: 'order_status', input, outcome: 'refused', ...nothing });
      return '';
    }
    const asked = { shopper, language, orderNumber: orderNumber || null };
    this.noteOrder(await this.tools.orders.lookUp(this.scope, asked, this.signal));
    return '';
  }

  private begin(): void {
    this.signal = AbortSignal.any([this.ask.signal, AbortSignal.timeout(TURN_MS)]);
  }

  private noteOrder(end: OrderEnd): void {
    if (end.use !== null) this.note(end.use);
    // one order for an answer: the first that was found, else the last that was not
    if (this.order === null || !('order' in this.order)) this.order = end;
  }

  private note(use: ToolUse): void {
    this.ask.trace.tools.push(use);
    toolCalled.publish({ tool: use.name, outcome: use.outcome, ms: use.tookMs });
  }

  /** The turn's time is over, and somebody still waits for an answer without the tool. */
  private get isOutOfTime(): boolean {
    return this.signal.aborted && !this.ask.signal.aborted;
  }
}
