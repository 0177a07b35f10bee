import { type Ingest, type Snippet, SnippetService } from '@app/knowledge';
import type { ListSlice, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { maskPersonal } from '../likeness/mask-personal.js';
import { type CountedGap, type GapQuery, GapRepository } from './gap.repository.js';
import { GapQuestionListRepository } from './gap-question-list.repository.js';
import type { AskedQuestion, GapDetail, ListedGap } from './gap-report.js';

export interface GapAnswer {
  answer: string;
  /** Left out, the question that was asked most. */
  question?: string;
  url?: string | null;
}

export interface AnsweredGap {
  gap: ListedGap;
  snippet: Snippet;
  /** When it is live, the questions of the gap are asked again. */
  ingest: Ingest;
}

const EXAMPLES = 5;
const QUESTIONS = 100;
/** What a snippet's question may have. */
const MAX_QUESTION = 500;

/** What a store's shoppers ask in vain: to be read, dismissed and answered. Throws AGENT_GAP_NOT_FOUND. */
@Injectable()
export class GapService {
  constructor(
    private readonly gaps: GapRepository,
    private readonly questions: GapQuestionListRepository,
    private readonly snippets: SnippetService,
  ) {}

  /** What is asked most comes first. */
  async list(scope: StoreScope, query: GapQuery): Promise<ListSlice<ListedGap>> {
    const { items, nextCursor } = await this.gaps.listCounted(scope, query);
    return { items: await this.withExamples(scope, items, query.since), nextCursor };
  }

  async get(scope: StoreScope, id: string): Promise<GapDetail> {
    const [gap, questions] = await Promise.all([
      this.getListed(scope, id),
      this.questions.findAsked(scope, id, QUESTIONS),
    ]);
    return { ...gap, questions: questions.map(masked) };
  }

  async getListed(scope: StoreScope, id: string): Promise<ListedGap> {
    const counted = await this.gaps.getCounted(scope, id);
    const [gap] = await this.withExamples(scope, [counted]);
    return gap as ListedGap;
  }

  /** What is asked of it from now on stays with it, unseen. */
  async dismiss(scope: StoreScope, id: string): Promise<ListedGap> {
    await this.gaps.update(scope, { id }, { state: 'dismissed', answeredRelease: null });
    return this.getListed(scope, id);
  }

  async reopen(scope: StoreScope, id: string): Promise<ListedGap> {
    await this.gaps.update(scope, { id }, { state: 'open', answeredRelease: null });
    return this.getListed(scope, id);
  }

  /** Writes its snippet, in the place of the one before, and waits for the release that holds it. */
  async answer(scope: StoreScope, id: string, given: GapAnswer): Promise<AnsweredGap> {
    const { snippetId, examples } = await this.getListed(scope, id);
    const question = given.question ?? (examples[0] ?? '').slice(0, MAX_QUESTION);
    const fields = { question, answer: given.answer, url: given.url ?? null };
    const known = snippetId === null ? null : await this.snippets.find(scope, snippetId);
    const { snippet, ingest } = known
      ? await this.snippets.replace(scope, known.id, fields)
      : await this.snippets.create(scope, fields);
    const awaited = { awaitedRelease: ingest.releaseNumber, replayedAt: null };
    await this.gaps.update(scope, { id }, { snippetId: snippet.id, ...awaited });
    return { gap: await this.getListed(scope, id), snippet, ingest };
  }

  private async withExamples(
    scope: StoreScope,
    gaps: readonly CountedGap[],
    since?: Date,
  ): Promise<ListedGap[]> {
    const ids = gaps.map(({ id }) => id);
    const examples = await this.questions.findExamples(scope, ids, { ofEach: EXAMPLES, since });
    return gaps.map((gap) => ({
      ...gap,
      examples: [...new Set((examples.get(gap.id) ?? []).map(maskPersonal))],
    }));
  }
}

function masked(question: AskedQuestion): AskedQuestion {
  const { text, feedback } = question;
  const comment = feedback?.comment ? maskPersonal(feedback.comment) : null;
  return { ...question, text: maskPersonal(text), feedback: feedback && { ...feedback, comment } };
}
