import { budgetSpent, type StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { FrontierService } from '../frontier/frontier.service.js';
import { embeddingServiceDown } from '../knowledge.errors.js';
import { PageService } from '../pages/page.service.js';
import { KnowledgeSearch } from '../retrieval/knowledge-search.service.js';
import type { CheckQuestion } from './check-question.entity.js';
import { CheckQuestionRepository } from './check-question.repository.js';
import type { CheckResult, CheckRun } from './check-run.js';
import { FOUND_WITHIN, judgeCheck } from './judge-check.js';

/** Far enough to tell "too low" from "not found". */
const RESULTS = 20;
const AT_ONCE = 4;

/** Asks a release, live or not, the check questions of its store, by the search that answers shoppers. Changes nothing. */
@Injectable()
export class CheckRunner {
  constructor(
    @Inject(EMBEDDING_MODEL) private readonly model: EmbeddingModel,
    private readonly questions: CheckQuestionRepository,
    private readonly pages: PageService,
    private readonly frontier: FrontierService,
    private readonly search: KnowledgeSearch,
  ) {}

  /** Throws KNOWLEDGE_EMBEDDING_UNAVAILABLE or TENANCY_BUDGET_SPENT: half a search would fail questions that the whole one passes. */
  async run(scope: StoreScope, release: number): Promise<CheckRun> {
    const checks = await this.questions.findAll(scope);
    if (checks.length === 0) return { release, results: [] };
    const addresses = await this.findAddresses(scope, checks, release);
    const results: CheckResult[] = [];
    for (let start = 0; start < checks.length; start += AT_ONCE) {
      const some = checks.slice(start, start + AT_ONCE);
      const judged = some.map((check) => this.ask(scope, release, check, addresses));
      results.push(...(await Promise.all(judged)));
    }
    return { release, results };
  }

  private async ask(
    scope: StoreScope,
    release: number,
    check: CheckQuestion,
    addresses: ReadonlyMap<string, readonly string[]>,
  ): Promise<CheckResult> {
    const wanted = { limit: RESULTS, release };
    const outcome = await this.search.search(scope, check.question, wanted);
    if (outcome.denseUnavailable === 'unavailable') {
      throw embeddingServiceDown(this.model.fingerprint, undefined);
    }
    const urls = check.expectedUrl === null ? null : (addresses.get(check.expectedUrl) ?? []);
    if (outcome.denseUnavailable === 'over_budget') throw budgetSpent('quotes');
    return {
      check,
      ...judgeCheck({ urls, text: check.expectedText }, outcome.results),
      found: outcome.results.slice(0, FOUND_WITHIN).map(({ url, title }) => ({ url, title })),
    };
  }

  /** For each expected address those under which the release shows its page: itself, or the page that it repeats. */
  private async findAddresses(
    scope: StoreScope,
    checks: readonly CheckQuestion[],
    release: number,
  ): Promise<Map<string, string[]>> {
    const expected = checks.flatMap(({ expectedUrl }) => expectedUrl ?? []);
    const repeats = await this.frontier.findRepeats(scope, expected, release);
    const addresses = [...new Set([...expected, ...repeats.values()])];
    const shown = await this.pages.findShown(scope, addresses, release);
    return new Map(
      expected.map((url) => [
        url,
        [url, repeats.get(url) ?? url].filter((address) => shown.has(address)),
      ]),
    );
  }
}
