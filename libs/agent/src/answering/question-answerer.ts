import type { Language } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Usage } from '../conversations/usage.js';
import type { Replies } from '../prompts/replies/replies.js';
import { asksAboutAgent } from '../questions/asks-about-agent.js';
import { asksForPerson } from '../questions/asks-for-person.js';
import { carryWords, isFollowUp } from '../questions/follow-up.js';
import { isOffTopic } from '../questions/off-topic.js';
import { languageOf } from '../questions/shopper-language.js';
import { smallTalk, withoutGreeting } from '../questions/small-talk.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import { EvidenceRefresher } from '../rechecking/evidence-refresher.service.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import { type StoreAgent, StoreAgents } from '../settings/store-agents.js';
import { storeReplies } from '../settings/store-replies.js';
import { foreignTo } from '../wording/foreign-to.js';
import {
  abstention,
  type AnswerDraft,
  type AnswerParts,
  handingOff,
  NO_USAGE,
  said,
} from './answer-draft.js';
import type { AnswerEvent } from './answer-event.js';
import { type Asked, type Evidence, EvidenceFinder } from './evidence-finder.js';
import { extractiveAnswer } from './extractive-answer.js';
import { bearsModelAnswer, bearsQuoting, MODEL_FLOOR, QUOTING_FLOOR } from './floor.js';
import { ModelAnswerer, type Utterance } from './model-answerer.js';

export interface AskedTurn {
  content: string;
  history: readonly Utterance[];
  /** Whether a person of the store can take over; left out where one can. */
  canHandOff?: boolean;
  /** Left out: the store's agent as it is set now. */
  agent?: StoreAgent;
  /** Takes down what happens, for the receipt. */
  trace?: AnswerTrace;
}

/** What one answer is made with. */
interface Making {
  history: readonly Utterance[];
  settings: AgentSettings;
  replies: Replies;
  model: ModelAnswerer;
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
  ) {}

  async *answer(
    scope: StoreScope,
    { content, history, canHandOff = true, agent: given, trace = new AnswerTrace() }: AskedTurn,
    signal: AbortSignal,
  ): AnswerParts {
    const { version, settings, model: chatModel } = given ?? (await this.agents.current(scope));
    trace.settingsVersion = version;
    const language = languageOf({ content, history });
    const hearing = { language, canHandOff };
    const unsearched = withoutSearch(content, settings, hearing);
    if (unsearched !== null) return yield* said(unsearched);
    const making: Making = {
      history,
      settings,
      replies: storeReplies(settings, hearing),
      model: new ModelAnswerer(chatModel, settings),
      trace,
      signal,
    };
    yield { type: 'status', stage: 'searching' };
    const text = withoutGreeting(content);
    const asked = await this.understand(scope, text, making);
    trace.understood(asked, asked.text !== text);
    const found = await this.evidence.find(scope, asked, signal);
    trace.found(found);
    const evidence = yield* this.recheck(scope, found, making);
    return yield* making.model.isAvailable
      ? this.answerWithModel(evidence, making)
      : this.answerInQuotes(evidence, making);
  }

  /** What is too old to be answered from is asked for again, as long as it would be answered from. */
  private async *recheck(
    scope: StoreScope,
    found: Evidence,
    { settings: { maxAges, floor }, model, trace, signal }: Making,
  ): AsyncGenerator<Extract<AnswerEvent, { type: 'status' }>, Evidence> {
    const isBorne = model.isAvailable ? bearsModelAnswer(found) : bearsQuoting(found, floor?.value);
    const old = isBorne ? this.refresher.oldPage(found, maxAges) : null;
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

  private async *answerInQuotes(
    evidence: Evidence,
    { settings: { floor, rules }, replies, trace }: Making,
  ): AnswerParts {
    const usage = { ...NO_USAGE, evidence: rounded(evidence.score) };
    const abstained = abstention(replies, evidence.release, usage);
    const isBorne = bearsQuoting(evidence, floor?.value);
    trace.weighed(floor?.value ?? QUOTING_FLOOR, isBorne);
    if (!isBorne) return yield* said(abstained);
    const { parts, citations } = extractiveAnswer(evidence, { replies, rules });
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

  private async *answerWithModel(evidence: Evidence, making: Making): AnswerParts {
    const { model, trace, replies, signal } = making;
    const isBorne = bearsModelAnswer(evidence);
    trace.weighed(MODEL_FLOOR, isBorne);
    if (!isBorne) {
      return yield* said(abstention(replies, evidence.release, usageOf(evidence, making)));
    }
    yield { type: 'status', stage: 'answering' };
    const { content, citations } = yield* model.answer(evidence, trace, signal);
    const usage = usageOf(evidence, making);
    if (citations.length === 0) return yield* said(abstention(replies, evidence.release, usage));
    return { content, outcome: 'answered', citations, release: evidence.release, usage };
  }
}

/** What no page answers: said at once, in the words of the shopper's language. */
function withoutSearch(
  content: string,
  settings: AgentSettings,
  hearing: { language: Language; canHandOff: boolean },
): AnswerDraft | null {
  const replies = storeReplies(settings, hearing);
  if (asksForPerson(content)) {
    return hearing.canHandOff ? handingOff(replies.handedOff) : refusal(replies.noPerson);
  }
  const heard = smallTalk(content);
  if (heard !== null) {
    const language = heard.language ?? hearing.language;
    return politeDraft(storeReplies(settings, { ...hearing, language })[heard.kind]);
  }
  if (asksAboutAgent(content)) return refusal(replies.probe);
  return isOffTopic(content) ? refusal(replies.offTopic) : null;
}

const refusal = (abstained: string): AnswerDraft => abstention({ abstained }, null, NO_USAGE);

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

function politeDraft(content: string): AnswerDraft {
  return { content, outcome: 'small_talk', citations: [], release: null, usage: NO_USAGE };
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
