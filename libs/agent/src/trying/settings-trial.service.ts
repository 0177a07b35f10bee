import { AppError, type CallOrigin, type Meter, type StoreScope, UsageLedger } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import type { AnswerDraft } from '../answering/answer-draft.js';
import { QuestionAnswerer } from '../answering/question-answerer.js';
import { cleanContent } from '../conversations/clean-content.js';
import type { ChatModel, ChatTurn } from '../models/chat-model.js';
import { ModelCalls } from '../models/model-calls.js';
import { TokenCount } from '../models/token-count.js';
import { AgentSettingsService, type SettingsDraft } from '../settings/agent-settings.service.js';
import type { StoreAgent } from '../settings/store-agents.js';
import { StoreModels } from '../settings/store-models.js';
import { judgeFailure } from './judge-failure.js';
import { type ModelCheck, type ModelVerdict, VERDICT_REASONS } from './model-check.js';

export interface Trial {
  model: ModelCheck;
  /** Null where the model cannot be used. */
  answer: AnswerDraft | null;
  tookMs: number;
}

const ORIGIN: CallOrigin = { runs: 'trial' };
const LIMIT_MS = 25_000;
const GREETING: readonly ChatTurn[] = [{ role: 'user', content: 'Reply with the word: ready' }];

/**
 * Answers a question with settings that are not saved, from the live release, and says whether their model can be used.
 * Stores nothing. Throws AGENT_CONTENT_EMPTY, AGENT_CONTENT_TOO_LONG, AGENT_SETTING_REFUSED and TENANCY_BUDGET_SPENT.
 */
@Injectable()
export class SettingsTrial {
  private readonly logger = new Logger(SettingsTrial.name);

  constructor(
    private readonly settings: AgentSettingsService,
    private readonly models: StoreModels,
    private readonly answerer: QuestionAnswerer,
    private readonly usage: UsageLedger,
  ) {}

  async run(scope: StoreScope, question: string, draft: SettingsDraft): Promise<Trial> {
    const content = cleanContent(question);
    const startedAt = performance.now();
    const attempt = new Attempt();
    const signal = AbortSignal.timeout(LIMIT_MS);
    let answer: AnswerDraft | null = null;
    try {
      const agent = await this.open(scope, draft, attempt);
      await attempt.greet(agent.model, this.usage.meter(scope, ORIGIN), signal);
      const asked = { content, history: [], agent, isTrial: true, origin: ORIGIN };
      answer = await whole(this.answerer.answer(scope, asked, signal));
    } catch (error) {
      if (!isOfModel(error)) throw error;
      attempt.fail(error);
      this.logger.warn({ verdict: attempt.verdict }, 'a model that was tried cannot be used');
    }
    return { model: attempt.check(), answer, tookMs: msSince(startedAt) };
  }

  private async open(
    scope: StoreScope,
    draft: SettingsDraft,
    attempt: Attempt,
  ): Promise<StoreAgent> {
    const { settings } = draft;
    attempt.name = settings.model.use === 'own' ? settings.model.name : null;
    this.settings.check(settings);
    const apiKey = await this.settings.keyFor(scope, draft);
    const fetch = attempt.watched(this.models.guardedFetch);
    return { version: 0, settings, model: this.models.open(settings.model, apiKey, fetch) };
  }
}

/** One model being tried: what it is called, what its server sends, how long its first words took. */
class Attempt {
  private readonly startedAt = performance.now();
  private greetedMs: number | null = null;
  private contentType: string | null = null;
  private reason: string | null = null;
  name: string | null = null;
  verdict: ModelVerdict = 'not_used';

  watched(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      this.contentType = response.headers.get('content-type');
      return response;
    };
  }

  /** A few words first: the question itself may be answered without the model. */
  async greet(model: ChatModel | null, meter: Meter, signal: AbortSignal): Promise<void> {
    if (model === null) return;
    this.name = model.name;
    const use = { purpose: 'answer', count: new TokenCount() } as const;
    await new ModelCalls(model, meter).whole(GREETING, use, signal);
    this.greetedMs = msSince(this.startedAt);
    this.verdict = 'ok';
  }

  fail(error: unknown): void {
    this.verdict = judgeFailure(error, this.contentType);
    const { code, message } = error as Partial<AppError>;
    if (code === 'AGENT_MODEL_URL_REFUSED') this.reason = message ?? null;
  }

  check(): ModelCheck {
    const { name, verdict } = this;
    const tookMs = this.greetedMs ?? msSince(this.startedAt);
    return { verdict, name, reason: this.reason ?? VERDICT_REASONS[verdict], tookMs };
  }
}

async function whole(parts: ReturnType<QuestionAnswerer['answer']>): Promise<AnswerDraft> {
  for (;;) {
    const next = await parts.next();
    if (next.done) return next.value;
  }
}

function isOfModel(error: unknown): boolean {
  if (error instanceof AppError) return error.code.startsWith('AGENT_MODEL_');
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function msSince(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
