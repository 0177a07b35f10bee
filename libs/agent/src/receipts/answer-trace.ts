import type { BudgetStep } from '@app/tenancy';

import type { Asked, Evidence } from '../answering/evidence-finder.js';
import type { AnswerSource } from '../grounding/answer-source.js';
import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import type { ModelDescription } from '../models/chat-model.js';
import { TokenCount } from '../models/token-count.js';
import type { RecheckNote } from '../rechecking/recheck-note.js';
import type { ToolUse } from '../tools/tool-use.js';
import type { ReceiptTimings } from './receipt.js';

/** Who judges the sentences of a model; its list grows while the answer is written. */
interface Judge {
  readonly verdicts: readonly SentenceVerdict[];
}

/**
 * What happens while an answer is made, noted by those who make it, so that one that fails half way leaves a receipt as
 * well. Nothing of the answering reads it.
 */
export class AnswerTrace {
  /** What the calls of the model have cost. */
  readonly count = new TokenCount();
  readonly prompts: string[] = [];
  /** Calls of tools, in their order. */
  readonly tools: ToolUse[] = [];
  /** Of the store's agent; 0 where the store has set nothing. */
  settingsVersion: number | null = null;
  /** Of the budget's ladder; null where it did not come to that. */
  budgetStep: BudgetStep | null = null;
  query: (Asked & { isRewritten: boolean }) | null = null;
  evidence: Evidence | null = null;
  /** Null where no page was asked for. */
  recheck: RecheckNote | null = null;
  floor: { value: number; isBorne: boolean } | null = null;
  model: ModelDescription | null = null;
  /** What the model was given, in the order of its numbers; null where it was given nothing. */
  sources: readonly AnswerSource[] | null = null;
  judge: Judge | null = null;

  private readonly startedAt = performance.now();
  private understoodAt: number | null = null;
  private foundAt: number | null = null;
  private firstTokenAt: number | null = null;

  understood(asked: Asked, isRewritten: boolean): void {
    this.query = { ...asked, isRewritten };
    this.understoodAt = performance.now();
  }

  found(evidence: Evidence): void {
    this.evidence = evidence;
    this.foundAt = performance.now();
  }

  rechecked(evidence: Evidence, note: RecheckNote | null): void {
    this.evidence = evidence;
    this.recheck = note;
  }

  weighed(value: number, isBorne: boolean): void {
    this.floor = { value, isBorne };
  }

  prompted(version: string, model: ModelDescription | null): void {
    this.prompts.push(version);
    this.model = model;
  }

  /** A prompt that was not sent after all, since the store may spend no more. */
  unsent(): void {
    this.prompts.pop();
    if (this.prompts.length === 0) this.model = null;
  }

  /** The model was to answer, and may not be asked: what served in its place. */
  fellTo(step: BudgetStep): void {
    this.unsent();
    this.budgetStep = step;
    this.sources = null;
    this.judge = null;
  }

  grounded(sources: readonly AnswerSource[], judge: Judge): void {
    this.sources = sources;
    this.judge = judge;
  }

  /** Notes when the first text comes; passes everything on as it is. */
  async *watch<E extends { type: string }, T>(parts: AsyncGenerator<E, T>): AsyncGenerator<E, T> {
    try {
      for (;;) {
        const next = await parts.next();
        if (next.done) return next.value;
        if (next.value.type === 'token') this.firstTokenAt ??= performance.now();
        yield next.value;
      }
    } finally {
      // one that is left early ends what it reads from
      await (parts as AsyncGenerator<E, T | undefined>).return(undefined);
    }
  }

  timings(now = performance.now()): ReceiptTimings {
    const { startedAt, understoodAt, foundAt, firstTokenAt } = this;
    return {
      understandingMs: between(startedAt, understoodAt),
      searchingMs: between(understoodAt, foundAt),
      answeringMs: between(foundAt, now),
      firstTokenMs: between(startedAt, firstTokenAt),
      totalMs: between(startedAt, now) ?? 0,
    };
  }
}

/** Milliseconds, to the tenth. */
function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.round((to - from) * 10) / 10;
}
