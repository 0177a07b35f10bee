import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Usage } from '../conversations/usage.js';
import { TokenCount } from '../models/token-count.js';
import { SMALL_TALK_REPLIES } from '../prompts/replies.js';
import { asksAboutAgent } from '../questions/asks-about-agent.js';
import { carryWords, isFollowUp } from '../questions/follow-up.js';
import { type SmallTalk, smallTalk, withoutGreeting } from '../questions/small-talk.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import { type StoreAgent, StoreAgents } from '../settings/store-agents.js';
import { abstention, type AnswerDraft, type AnswerParts, NO_USAGE } from './answer-draft.js';
import { type Asked, type Evidence, EvidenceFinder } from './evidence-finder.js';
import { extractiveAnswer } from './extractive-answer.js';
import { bearsModelAnswer, bearsQuoting } from './floor.js';
import { ModelAnswerer, type Utterance } from './model-answerer.js';

export interface AskedTurn {
  content: string;
  history: readonly Utterance[];
  /** Left out: the store's agent as it is set now. */
  agent?: StoreAgent;
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
  ) {}

  async *answer(
    scope: StoreScope,
    { content, history, agent: given }: AskedTurn,
    signal: AbortSignal,
  ): AnswerParts {
    const agent = given ?? (await this.agents.current(scope));
    const politeness = smallTalk(content);
    if (politeness !== null) return yield* said(politeDraft(politeReply(politeness, agent)));
    const { refusal } = agent.settings;
    if (asksAboutAgent(content)) return yield* said(abstention(null, NO_USAGE, refusal));
    const model = new ModelAnswerer(agent.model, agent.settings);
    yield { type: 'status', stage: 'searching' };
    const count = new TokenCount();
    const asked = await this.understand(withoutGreeting(content), {
      history,
      count,
      signal,
      model,
    });
    const evidence = await this.evidence.find(scope, asked, signal);
    return yield* model.isAvailable
      ? this.answerWithModel(evidence, { count, signal, model, refusal })
      : this.answerInQuotes(evidence, agent.settings);
  }

  private async understand(
    text: string,
    {
      history,
      count,
      signal,
      model,
    }: {
      history: readonly Utterance[];
      count: TokenCount;
      signal: AbortSignal;
      model: ModelAnswerer;
    },
  ): Promise<Asked> {
    if (history.length === 0 || !isFollowUp(text)) return { text, carriedWords: [] };
    const rewritten = model.isAvailable ? await model.rewrite(text, history, count, signal) : null;
    if (rewritten !== null) return { text: rewritten, carriedWords: [] };
    const questions = history.filter(({ role }) => role === 'user').map((turn) => turn.content);
    return { text, carriedWords: carryWords(text, questions) };
  }

  private async *answerInQuotes(
    evidence: Evidence,
    { refusal, floor, rules }: AgentSettings,
  ): AnswerParts {
    const usage = { ...NO_USAGE, evidence: rounded(evidence.score) };
    const { parts, citations } = extractiveAnswer(evidence, rules);
    if (!bearsQuoting(evidence, floor?.value) || citations.length === 0) {
      return yield* said(abstention(evidence.release, usage, refusal));
    }
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
    evidence: Evidence,
    {
      count,
      signal,
      model,
      refusal,
    }: {
      count: TokenCount;
      signal: AbortSignal;
      model: ModelAnswerer;
      refusal: string | null;
    },
  ): AnswerParts {
    if (!bearsModelAnswer(evidence)) {
      return yield* said(abstention(evidence.release, usageOf(model, evidence, count), refusal));
    }
    yield { type: 'status', stage: 'answering' };
    const { content, citations } = yield* model.answer(evidence, count, signal);
    const usage = usageOf(model, evidence, count);
    if (citations.length === 0) return yield* said(abstention(evidence.release, usage, refusal));
    return { content, outcome: 'answered', citations, release: evidence.release, usage };
  }
}

function usageOf(
  { modelName: model }: ModelAnswerer,
  { score }: Evidence,
  { inputTokens, outputTokens, isEstimated }: TokenCount,
): Usage {
  return { model, inputTokens, outputTokens, isEstimated, evidence: rounded(score) };
}

function politeReply(politeness: SmallTalk, { settings }: StoreAgent): string {
  const own = politeness === 'greeting' ? settings.greeting : null;
  return own ?? SMALL_TALK_REPLIES[politeness];
}

async function* said(draft: AnswerDraft): AnswerParts {
  yield { type: 'token', text: draft.content };
  return draft;
}

function politeDraft(content: string): AnswerDraft {
  return { content, outcome: 'small_talk', citations: [], release: null, usage: NO_USAGE };
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
