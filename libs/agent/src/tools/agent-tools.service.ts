import { ModelRuns } from '@app/knowledge';
import { AppError, type StoreScope, whenSpentOf } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { type ChatModel, mostTokensFor, type WishedCall } from '../models/chat-model.js';
import { OrderStatusService } from '../orders/order-status.service.js';
import { TOOLS_PROMPT_VERSION } from '../prompts/tools.prompt.js';
import {
  codeIn,
  mayConcernOrder,
  namesOrder,
  readOrderQuestion,
} from '../questions/order-question.js';
import { mayConcernProduct } from '../questions/product-question.js';
import { makeTools } from './make-tools.js';
import { ProductLookup } from './product-lookup.service.js';
import type { DueCalls, DueOrder, ToolAsk } from './tool-ask.js';
import { ToolRun } from './tool-run.js';
import { toolTurns } from './tool-turns.js';
import type { ToolName } from './tool-use.js';

/** Whose knowledge the tools serve from. */
export interface ToolPlace {
  /** Whether what was found for the question are products. */
  hasProducts: boolean;
  release: number | null;
}

/** What a model reads of a tool, about. */
const describedTool = ({ name, description }: { name: string; description: string }) =>
  `${name}: ${description}`;

/** As many messages of the shopper as a model chooses by. */
const MESSAGES = 4;

/**
 * The tools of the agent: when they are called, and with what. A call rests on the shopper's own words alone, by rule or by
 * a model that sees no page while it chooses.
 */
@Injectable()
export class AgentTools {
  private readonly logger = new Logger(AgentTools.name);

  constructor(
    private readonly orders: OrderStatusService,
    private readonly products: ProductLookup,
    private readonly runs: ModelRuns,
  ) {}

  /** The code that the shopper was asked for, and gives; no model reads it. */
  async byCode(scope: StoreScope, ask: ToolAsk): Promise<DueOrder | null> {
    const { shopper, content, language } = ask;
    if (!shopper || codeIn(content, '') === null) return null;
    const awaited = await this.orders.awaitsCode(scope, shopper);
    const code = awaited === null ? null : codeIn(content, awaited);
    const other = readOrderQuestion(content)?.orderNumber ?? null;
    if (awaited === null || code === null || (other !== null && !namesOrder(awaited, other)))
      return null;
    const asked = { shopper, orderNumber: awaited, language };
    return () =>
      this.run(scope, ask).orderBy((signal) =>
        this.orders.lookUpByCode(scope, asked, code, signal),
      );
  }

  /** A plain question about an order of the shopper's own. */
  async byRule(scope: StoreScope, ask: ToolAsk): Promise<DueOrder | null> {
    const { shopper, content, before, language } = ask;
    const question = readOrderQuestion(content, before);
    if (!shopper || question === null || !(await this.orders.isOffered(scope))) return null;
    const asked = { shopper, language, ...question };
    return () => this.run(scope, ask).orderBy((signal) => this.orders.lookUp(scope, asked, signal));
  }

  /** What the model wishes to call; where it wishes for nothing, knows no tools or fails, the rule decides. */
  async byModel(
    scope: StoreScope,
    ask: ToolAsk,
    model: ChatModel,
    place: ToolPlace,
  ): Promise<DueCalls | null> {
    const offered = await this.offered(scope, ask, place);
    if (offered.length === 0) return null;
    const run = this.run(scope, ask, place.release ?? undefined);
    const tools = await makeTools(offered, {
      product_lookup: (query) => run.productLookup(query),
      order_status: (orderNumber) => run.orderStatus(orderNumber),
    });
    const wishes = await this.wishes(ask, model, tools);
    const calls = wishes.filter(({ name }) => offered.some((one) => one === name));
    if (calls.length > 0) return () => run.all(calls, tools);
    const order = await this.byRule(scope, ask);
    return order && (async () => ({ order: await order(), products: [] }));
  }

  /** Only what the message may need: each offer is a call of the model. */
  private async offered(
    scope: StoreScope,
    { content, before, shopper }: ToolAsk,
    { hasProducts }: ToolPlace,
  ): Promise<ToolName[]> {
    const isOfOrder = mayConcernOrder(content) || readOrderQuestion(content, before) !== null;
    const canOrder = shopper && isOfOrder && (await this.orders.isOffered(scope));
    const canProduct = hasProducts && mayConcernProduct(content);
    return [
      ...(canProduct ? (['product_lookup'] as const) : []),
      ...(canOrder ? (['order_status'] as const) : []),
    ];
  }

  /** Empty where the model cannot be asked. */
  private async wishes(
    { content, before, trace, meter, signal }: ToolAsk,
    model: ChatModel,
    tools: Awaited<ReturnType<typeof makeTools>>,
  ): Promise<WishedCall[]> {
    if (!model.chooseTools) return [];
    const turns = toolTurns([...before, content].slice(-MESSAGES));
    const { name, parameters = null } = model;
    trace.prompted(TOOLS_PROMPT_VERSION, { name, parameters });
    try {
      const texts = [...turns.map(({ content: text }) => text), ...tools.map(describedTool)];
      const mostTokens = mostTokensFor(model, texts);
      const call = await meter.begin({ purpose: 'tools', model: name, mostTokens });
      const how = { signal, about: call.about };
      const wishes = await model.chooseTools(turns, tools, how).catch(async (error: unknown) => {
        await call.release(signal.aborted ? 'stopped' : 'failed');
        throw error;
      });
      const output = JSON.stringify(wishes.calls);
      await call.settle(trace.count.add(wishes.usage, { turns, output }));
      return wishes.calls;
    } catch (error) {
      if (whenSpentOf(error) !== null) trace.unsent();
      if (signal.aborted || !(error instanceof AppError)) throw error;
      this.logger.warn({ code: error.code }, 'a model could not choose tools');
      return [];
    }
  }

  private run(scope: StoreScope, ask: ToolAsk, release?: number): ToolRun {
    const { orders, products, runs } = this;
    return new ToolRun({ orders, products, runs }, scope, ask, release);
  }
}
