import { KnowledgeSearch, type RetrievedChunk, type SearchFilter, sha256 } from '@app/knowledge';
import type { Meter, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { maskPersonal } from '../likeness/mask-personal.js';
import { productFacts } from './product-facts.js';
import { ToolBudget } from './tool-budget.service.js';
import type { ToolUse } from './tool-use.js';

export interface ProductEnd {
  products: RetrievedChunk[];
  use: ToolUse;
}

interface LookUpOptions {
  release?: number;
  meter: Meter;
  signal: AbortSignal;
}

const MAX_PRODUCTS = 3;
const SEARCHED = 12;
/** Of the words asked for; below this it is another product. */
const LEAST_COVERAGE = 0.5;
const ITEM_NUMBER = /^(?=.*\d)[\p{L}\p{N}._/-]{2,60}$/u;

/**
 * Products of the live release by name or item number: what their pages state in data, beside the words of the page that
 * an answer quotes.
 */
@Injectable()
export class ProductLookup {
  constructor(
    private readonly search: KnowledgeSearch,
    private readonly budget: ToolBudget,
  ) {}

  async lookUp(
    scope: StoreScope,
    query: string,
    { isTrial, ...options }: LookUpOptions & { isTrial: boolean },
  ): Promise<ProductEnd> {
    const startedAt = performance.now();
    const isAllowed = isTrial || (await this.budget.take(scope, 'product_lookup'));
    const products = isAllowed ? await this.find(scope, query, options) : [];
    const facts = products.map(({ product }) => product && productFacts(product)).join('\n');
    const found = products.length > 0 ? 'found' : 'not_found';
    const use: ToolUse = {
      name: 'product_lookup',
      input: maskPersonal(query),
      outcome: isAllowed ? found : 'over_budget',
      tookMs: Math.round(performance.now() - startedAt),
      result: facts === '' ? null : facts,
      resultSha256: facts === '' ? null : sha256(facts),
    };
    return { products, use };
  }

  private async find(
    scope: StoreScope,
    query: string,
    options: LookUpOptions,
  ): Promise<RetrievedChunk[]> {
    const byNumber = ITEM_NUMBER.test(query)
      ? await this.among(scope, query, { sku: query }, options)
      : [];
    if (byNumber.length > 0) return byNumber;
    const byName = await this.among(scope, query, { kinds: ['product'] }, options);
    return byName.filter(({ coverage }) => coverage >= LEAST_COVERAGE);
  }

  private async among(
    scope: StoreScope,
    query: string,
    filter: SearchFilter,
    options: LookUpOptions,
  ): Promise<RetrievedChunk[]> {
    const { results } = await this.search.search(scope, query, {
      ...options,
      limit: SEARCHED,
      filter,
      withNeighbours: true,
    });
    const pages = new Map<string, RetrievedChunk>();
    for (const chunk of results) {
      if (chunk.product !== null && !pages.has(chunk.pageId)) pages.set(chunk.pageId, chunk);
    }
    return [...pages.values()].slice(0, MAX_PRODUCTS);
  }
}
