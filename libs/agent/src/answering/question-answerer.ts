import type { Language, RetrievedChunk } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Usage } from '../conversations/usage.js';
import type { ChatModel } from '../models/chat-model.js';
import { orderDraft } from '../orders/order-draft.js';
import { orderSource } from '../orders/order-source.js';
import type { FoundOrder, OrderShopper } from '../orders/order-status.service.js';
import type { Replies } from '../prompts/replies/replies.js';
import { carryWords, isFollowUp } from '../questions/follow-up.js';
import { languageOf } from '../questions/shopper-language.js';
import { withoutGreeting } from '../questions/small-talk.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import { EvidenceRefresher } from '../rechecking/evidence-refresher.service.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import { type StoreAgent, StoreAgents } from '../settings/store-agents.js';
import { answerLanguage, handsOffUnanswered, storeReplies } from '../settings/store-replies.js';
import { AgentTools } from '../tools/agent-tools.service.js';
import { type DueOrder, NO_FINDS, type ToolAsk, type ToolFinds } from '../tools/tool-ask.js';
import { withProducts } from '../tools/with-products.js';
import { foreignTo } from '../wording/foreign-to.js';
import { abstention, type AnswerDraft, type AnswerParts, NO_USAGE, said } from './answer-draft.js';
import type { AnswerEvent } from './answer-event.js';
import { type Asked, type Evidence, EvidenceFinder } from './evidence-finder.js';
import { extractiveAnswer } from './extractive-answer.js';
import { bearsModelAnswer, bearsQuoting, MODEL_FLOOR, QUOTING_FLOOR } from './floor.js';
import { ModelAnswerer, type Utterance } from './model-answerer.js';
import { quotableEvidence, quotableUnder } from './quotable-evidence.js';
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
  /** Whether it only shows what would be answered from the release: no site is asked for it. */
  isTrial?: boolean;
}

/** What one answer is made with. */
interface Making {
  history: readonly Utterance[];
  settings: AgentSettings;
  replies: Replies;
  /** Whether a person is asked for where no answer is found. */
  handsOff: boolean;
  isTrial: boolean;
  language: Language;
  model: ModelAnswerer;
  /** What tools were asked with, and in which language they are told of. */
  ask: ToolAsk;
  trace: AnswerTrace;
  signal: AbortSignal;
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
  ) {}

  async *answer(
    scope: StoreScope,
    { agent: given, trace = new AnswerTrace(), ...turn }: AskedTurn,
    signal: AbortSignal,
  ): AnswerParts {
    const { content, history, canHandOff = true, shopper, isTrial = false } = turn;
    const { version, settings, model: chatModel } = given ?? (await this.agents.current(scope));
    trace.settingsVersion = version;
    const language = languageOf({ content, history });
    const hearing = { language, canHandOff };
    const unsearched = withoutSearch(content, settings, hearing);
    if (unsearched !== null) return yield* said(unsearched);
    const before = history.filter(({ role }) => role === 'user').map((said) => said.content);
    const spoken = answerLanguage(settings, language);
    const ask: ToolAsk = { content, before, shopper, isTrial, language: spoken, trace, signal };
    const making: Making = {
      ask,
      language: spoken,
      history,
      settings,
      replies: storeReplies(settings, hearing),
      handsOff: handsOffUnanswered(settings, canHandOff),
      isTrial,
      model: new ModelAnswerer(chatModel, settings),
      trace,
      signal,
    };
    const due = await this.orderedPlainly(scope, making);
    if (due !== null) return yield* this.tellOrder(due, making);
    yield { type: 'status', stage: 'searching' };
    const text = withoutGreeting(content);
    const asked = await this.understand(scope, text, making);
    trace.understood(asked, asked.text !== text);
    const found = await this.evidence.find(scope, asked, signal);
    trace.found(found);
    if (chatModel === null) {
      const isBorne = bearsQuoting(found, settings.floor?.value);
      const evidence = isBorne ? yield* this.recheck(scope, found, making) : found;
      return yield* this.answerInQuotes(evidence, making);
    }
    const finds = yield* this.useTools(scope, found, { chatModel, making });
    const all = withProducts(found, finds.products);
    return yield* this.answerWithModel(scope, all, finds, making);
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

  /** What an answer would rest on is asked for again where it is too old. */
  private async *recheck(
    scope: StoreScope,
    found: Evidence,
    { settings: { maxAges }, isTrial, trace, signal }: Making,
    products: readonly RetrievedChunk[] = [],
  ): AsyncGenerator<Extract<AnswerEvent, { type: 'status' }>, Evidence> {
    const old = isTrial ? null : this.refresher.oldPage(found, maxAges, products[0]);
    if (old === null) return found;
    yield { type: 'status', stage: 'rechecking' };
    const { evidence, note } = await this.refresher.refresh(scope, found, old, signal);
    trace.rechecked(evidence, note);
    return evidence;
  }

  /** One call of the model at most: a follow-up in a foreign language is translated with what it stands for. */
  private async understand(
    scope: StoreScope,
    text: string,
    { history, model, trace, signal }: Making,
  ): Promise<Asked> {
    const needsHistory = history.length > 0 && isFollowUp(text);
    const into = model.isAvailable ? foreignTo(text, await this.evidence.languages(scope)) : null;
    if (into !== null) {
      const foreign = { question: text, history: needsHistory ? history : [], into };
      const translated = await model.translate(foreign, trace, signal);
      if (translated !== null) return { text: translated, carriedWords: [], said: text };
    }
    if (!needsHistory) return { text, carriedWords: [] };
    const isRewritten = model.isAvailable && into === null;
    const rewritten = isRewritten ? await model.rewrite(text, history, trace, signal) : null;
    if (rewritten !== null) return { text: rewritten, carriedWords: [] };
    const questions = history.filter(({ role }) => role === 'user').map((turn) => turn.content);
    return { text, carriedWords: carryWords(text, questions) };
  }

  private async *answerInQuotes(found: Evidence, making: Making): AnswerParts {
    const { replies, trace } = making;
    const { floor, rules } = making.settings;
    const mayQuote = quotableUnder(rules, found.question);
    const evidence = quotableEvidence(found, mayQuote);
    trace.evidence = evidence;
    const usage = { ...NO_USAGE, evidence: rounded(evidence.score) };
    const abstained = unanswered(evidence, making, usage);
    const isBorne = bearsQuoting(evidence, floor?.value);
    trace.weighed(floor?.value ?? QUOTING_FLOOR, isBorne);
    if (!isBorne) return yield* said(abstained);
    const { parts, citations } = extractiveAnswer(evidence, { replies, mayQuote });
    if (citations.length === 0) return yield* said(abstained);
    yield { type: 'status', stage: 'answering' };
    for (const part of parts) {
      yield { type: 'token', text: part.text };
      for (const citation of part.citations) yield { type: 'citation', citation };
    }
    const content = parts
      .map(({ text }) => text)
      .join('')
      .trim();
    return { content, outcome: 'answered', citations, release: evidence.release, usage };
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
    const evidence = mayAnswer ? yield* this.recheck(scope, found, making, finds.products) : found;
    // a product whose page is gone by now is sold no more
    const products = finds.products.filter(({ url }) => evidence.results.some(isAt(url)));
    const isBorne = bearsModelAnswer(evidence) || products.length > 0;
    trace.weighed(MODEL_FLOOR, isBorne);
    if (!isBorne && order === null) return yield* this.abstain(evidence, making);
    const read = isBorne ? evidence : { ...evidence, results: [] };
    return yield* this.wordAnswer(read, { order, products }, making);
  }

  /** In the model's words; what it leaves out of an order is told without it. */
  private async *wordAnswer(
    evidence: Evidence,
    { order, products }: { order: FoundOrder | null; products: readonly RetrievedChunk[] },
    making: Making,
  ): AnswerParts {
    const { model, trace, signal } = making;
    yield { type: 'status', stage: 'answering' };
    const urls = new Set(products.map(({ url }) => url));
    const source = order && orderSource(order.order);
    const given = { order: source, products: urls, trace, signal };
    const { content, citations, tellsOrder } = yield* model.answer(evidence, given);
    const left = order === null || tellsOrder ? '' : orderDraft(order, making).content;
    const parts = [content, left].filter((part) => part !== '');
    if (parts.length === 0) return yield* this.abstain(evidence, making);
    if (left !== '') yield { type: 'token', text: content === '' ? left : `\n\n${left}` };
    const usage = usageOf(evidence, making);
    const { release } = evidence;
    return { content: parts.join('\n\n'), outcome: 'answered', citations, release, usage };
  }

  private abstain(evidence: Evidence, making: Making): AnswerParts {
    return said(unanswered(evidence, making, usageOf(evidence, making)));
  }
}

/** What no page answers, and no model with words that its pages bear. */
const unanswered = (
  { release }: Evidence,
  { replies, handsOff }: Making,
  usage: Usage,
): AnswerDraft => ({ ...abstention(replies, release, usage), handsOff });

const isAt =
  (url: string) =>
  (one: { url: string }): boolean =>
    one.url === url;

function usageOf({ score }: Evidence, { model, trace }: Making): Usage {
  const { inputTokens, outputTokens, isEstimated } = trace.count;
  return {
    model: model.modelName,
    inputTokens,
    outputTokens,
    isEstimated,
    evidence: rounded(score),
  };
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
