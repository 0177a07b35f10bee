import { BudgetService, type CallOrigin, type StoreScope, UsageLedger } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type Making, unanswered, usageOf } from '../making/making.js';
import { affordedAnswer, contactAnswer, modelOn, stepServed } from '../making/on-budget.js';
import { quotedAnswer } from '../making/quoted-answer.js';
import { understand } from '../making/understand.js';
import type { ChatModel } from '../models/chat-model.js';
import { orderDraft } from '../orders/order-draft.js';
import type { OrderShopper } from '../orders/order-status.service.js';
import { languageOf } from '../questions/shopper-language.js';
import { withoutGreeting } from '../questions/small-talk.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import { EvidenceRefresher } from '../rechecking/evidence-refresher.service.js';
import { type StoreAgent, StoreAgents } from '../settings/store-agents.js';
import { answerLanguage, handsOffUnanswered, storeReplies } from '../settings/store-replies.js';
import { AgentTools } from '../tools/agent-tools.service.js';
import { type DueOrder, NO_FINDS, type ToolAsk, type ToolFinds } from '../tools/tool-ask.js';
import { withProducts } from '../tools/with-products.js';
import { type AnswerParts, said } from './answer-draft.js';
import { type Evidence, EvidenceFinder } from './evidence-finder.js';
import { bearsModelAnswer, bearsQuoting, MODEL_FLOOR } from './floor.js';
import { ModelAnswerer, type Utterance } from './model-answerer.js';
import { withoutSearch } from './without-search.js';

export interface AskedTurn {
  content: string;
  history: readonly Utterance[];
  /** Whether a person of the store can take over; left out where one can. */
  canHandOff?: boolean;
  /** Left out: the store's agent as it is set now. */
  agent?: StoreAgent;
  /** Takes down what happens, for the receipt. */
  trace?: AnswerTrace;
  /** Who may be shown an order; left out where nobody may. */
  shopper?: OrderShopper;
  /** Of what its calls are part; left out where it is part of nothing that is kept. */
  origin?: CallOrigin;
  /** Whether it only shows what would be answered from the release: no site is asked for it. */
  isTrial?: boolean;
}

/**
 * From a question to an answer, without storing anything: understand it in its conversation, search, refuse below the
 * floor, answer with the model or in quotes. What is yielded is final; what is returned is the whole.
 */
@Injectable()
export class QuestionAnswerer {
  constructor(
    private readonly evidence: EvidenceFinder,
    private readonly agents: StoreAgents,
    private readonly refresher: EvidenceRefresher,
    private readonly tools: AgentTools,
    private readonly usage: UsageLedger,
    private readonly budgets: BudgetService,
  ) {}

  async *answer(
    scope: StoreScope,
    { agent: given, trace = new AnswerTrace(), ...turn }: AskedTurn,
    signal: AbortSignal,
  ): AnswerParts {
    const { content, history, canHandOff = true, shopper, origin, isTrial = false } = turn;
    const agent = given ?? (await this.agents.current(scope));
    const { version, settings } = agent;
    trace.settingsVersion = version;
    const language = languageOf({ content, history });
    const hearing = { language, canHandOff };
    const unsearched = withoutSearch(content, settings, hearing);
    if (unsearched !== null) return yield* said(unsearched);
    const before = history.filter(({ role }) => role === 'user').map((said) => said.content);
    const spoken = answerLanguage(settings, language);
    const step = await this.budgets.step(scope);
    const chatModel = modelOn(step, agent);
    trace.budgetStep = stepServed(step, agent);
    const meter = this.usage.meter(scope, origin);
    const common = { isTrial, trace, meter, signal };
    const ask: ToolAsk = { content, before, shopper, language: spoken, ...common };
    const making: Making = {
      ask,
      language: spoken,
      history,
      settings,
      replies: storeReplies(settings, hearing),
      handsOff: handsOffUnanswered(settings, canHandOff),
      model: new ModelAnswerer(chatModel, meter, settings),
      ...common,
    };
    const due = await this.orderedPlainly(scope, making);
    if (due !== null) return yield* this.tellOrder(due, making);
    if (step === 'contact') return yield* said(contactAnswer(making));
    yield { type: 'status', stage: 'searching' };
    const text = withoutGreeting(content);
    const asked = await understand(text, making, () => this.evidence.languages(scope));
    trace.understood(asked, asked.text !== text);
    const found = await this.evidence.find(scope, asked, { signal, meter });
    trace.found(found);
    if (chatModel === null) return yield* this.quote(scope, found, making);
    const finds = yield* this.useTools(scope, found, { chatModel, making });
    const all = withProducts(found, finds.products);
    return yield* this.answerWithModel(scope, all, finds, making);
  }

  private async *quote(scope: StoreScope, found: Evidence, making: Making): AnswerParts {
    const isBorne = bearsQuoting(found, making.settings.floor?.value);
    const evidence = isBorne ? yield* this.refresher.recheck(scope, found, making) : found;
    return yield* quotedAnswer(evidence, making);
  }

  /** What needs no model to be understood; a code is shown to none. */
  private async orderedPlainly(
    scope: StoreScope,
    { ask, model }: Making,
  ): Promise<DueOrder | null> {
    const byCode = await this.tools.byCode(scope, ask);
    return byCode ?? (model.isAvailable ? null : this.tools.byRule(scope, ask));
  }

  private async *tellOrder(due: DueOrder, making: Making): AnswerParts {
    yield { type: 'status', stage: 'using_tool' };
    return yield* said(orderDraft(await due(), making));
  }

  private async *useTools(
    scope: StoreScope,
    { results, release }: Evidence,
    { chatModel, making: { ask } }: { chatModel: ChatModel; making: Making },
  ): AsyncGenerator<{ type: 'status'; stage: 'using_tool' }, ToolFinds> {
    const hasProducts = results.some(({ product }) => product !== null);
    const due = await this.tools.byModel(scope, ask, chatModel, { hasProducts, release });
    if (due === null) return NO_FINDS;
    yield { type: 'status', stage: 'using_tool' };
    return due();
  }

  private async *answerWithModel(
    scope: StoreScope,
    found: Evidence,
    { order, ...finds }: ToolFinds,
    making: Making,
  ): AnswerParts {
    const { trace } = making;
    const mayAnswer = bearsModelAnswer(found) || finds.products.length > 0;
    trace.evidence = found;
    trace.weighed(MODEL_FLOOR, mayAnswer);
    if (order !== null && 'reply' in order) {
      // what is said in the place of an order is no gap of the pages
      const usage = { ...usageOf(found, making), evidence: null };
      return yield* said({ ...orderDraft(order, making), usage });
    }
    const evidence = mayAnswer
      ? yield* this.refresher.recheck(scope, found, making, finds.products[0])
      : found;
    // a product whose page is gone by now is sold no more
    const products = finds.products.filter(({ url }) => evidence.results.some(isAt(url)));
    const isBorne = bearsModelAnswer(evidence) || products.length > 0;
    trace.weighed(MODEL_FLOOR, isBorne);
    if (!isBorne && order === null) {
      return yield* said(unanswered(evidence, making, usageOf(evidence, making)));
    }
    const read = isBorne ? evidence : { ...evidence, results: [] };
    return yield* affordedAnswer(read, { order, products }, making);
  }
}

const isAt =
  (url: string) =>
  (one: { url: string }): boolean =>
    one.url === url;
