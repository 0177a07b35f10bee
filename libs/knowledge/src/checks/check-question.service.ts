import type { ListSlice, SliceOptions, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { canonicalUrl } from '../addresses/canonical-url.js';
import { foldedUrl } from '../addresses/folded-url.js';
import { FrontierService } from '../frontier/frontier.service.js';
import {
  checkExpectsNothing,
  checkQuestionEmpty,
  checkTextEmpty,
  checkUrlUnknown,
  tooManyChecks,
} from '../knowledge.errors.js';
import { PageService } from '../pages/page.service.js';
import type { CheckQuestion } from './check-question.entity.js';
import { CheckQuestionRepository } from './check-question.repository.js';

export type CheckFields = Pick<CheckQuestion, 'question' | 'expectedUrl' | 'expectedText'>;

/** All are asked before every release goes live, which must not take minutes. */
const MOST_QUESTIONS = 100;

/** Beyond every release number. */
const NEWEST = 2_147_483_647;

/** The questions by which a store knows a good release. */
@Injectable()
export class CheckQuestionService {
  constructor(
    private readonly questions: CheckQuestionRepository,
    private readonly pages: PageService,
    private readonly frontier: FrontierService,
  ) {}

  /**
   * Throws KNOWLEDGE_CHECK_QUESTION_EMPTY, KNOWLEDGE_CHECK_EXPECTS_NOTHING, KNOWLEDGE_CHECK_URL_UNKNOWN or
   * KNOWLEDGE_TOO_MANY_CHECKS.
   */
  async create(scope: StoreScope, fields: CheckFields): Promise<CheckQuestion> {
    const row = await this.checked(scope, fields);
    if ((await this.questions.count(scope)) >= MOST_QUESTIONS) throw tooManyChecks(MOST_QUESTIONS);
    return this.questions.insert(scope, row);
  }

  list(scope: StoreScope, slice: SliceOptions): Promise<ListSlice<CheckQuestion>> {
    return this.questions.list(scope, slice);
  }

  get(scope: StoreScope, id: string): Promise<CheckQuestion> {
    return this.questions.get(scope, id);
  }

  /** Changes what is named; the result must be what could have been created. */
  async update(
    scope: StoreScope,
    id: string,
    changes: Partial<CheckFields>,
  ): Promise<CheckQuestion> {
    const { question, expectedUrl, expectedText } = await this.questions.get(scope, id);
    const fields = { question, expectedUrl, expectedText, ...changes };
    await this.questions.update(scope, { id }, await this.checked(scope, fields));
    return this.questions.get(scope, id);
  }

  async remove(scope: StoreScope, id: string): Promise<void> {
    if ((await this.questions.delete(scope, { id })) === 0) await this.questions.get(scope, id);
  }

  private async checked(scope: StoreScope, fields: CheckFields): Promise<CheckFields> {
    const question = fields.question.trim();
    const expectedText = textOrNull(fields.expectedText);
    const url = textOrNull(fields.expectedUrl);
    if (!hasWord(question)) throw checkQuestionEmpty();
    if (expectedText !== null && !hasWord(expectedText)) throw checkTextEmpty();
    if (url === null && expectedText === null) throw checkExpectsNothing();
    const expectedUrl = url && (await this.findKnown(scope, url));
    if (url !== null && expectedUrl === null) throw checkUrlUnknown(url);
    return { question, expectedUrl, expectedText };
  }

  /** As the address is kept: in full by a source that keeps its parameters, else folded. */
  private async findKnown(scope: StoreScope, url: string): Promise<string | null> {
    for (const known of new Set([canonicalUrl(url) ?? url, foldedUrl(url) ?? url])) {
      if (await this.isKnown(scope, known)) return known;
    }
    return null;
  }

  /** As a page, or as an address that was found to repeat one. */
  private async isKnown(scope: StoreScope, url: string): Promise<boolean> {
    if ((await this.pages.findShown(scope, [url], null)).has(url)) return true;
    return (await this.frontier.findRepeats(scope, [url], NEWEST)).has(url);
  }
}

const textOrNull = (text: string | null): string | null => text?.trim() || null;

/** Signs alone find nothing, and stand in everything once punctuation does not count. */
const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
