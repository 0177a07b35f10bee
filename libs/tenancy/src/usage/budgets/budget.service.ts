import { Inject, Injectable } from '@nestjs/common';

import type { StoreScope } from '../../scope/store-scope.js';
import { USAGE_CONFIG, type UsageConfig } from '../usage.config.js';
import { budgetNotFound, budgetWithoutAmount, budgetWithoutPrices } from '../usage.errors.js';
import { type Budget, BudgetRepository, type NewBudget } from './budget.repository.js';
import { type BudgetStep, budgetStep } from './budget-step.js';

export interface CurrentBudget extends Budget {
  step: BudgetStep;
}

/** What stores may spend: set by the operator, read by the store, and asked before an answer is begun. */
@Injectable()
export class BudgetService {
  constructor(
    @Inject(USAGE_CONFIG) private readonly config: UsageConfig,
    private readonly budgets: BudgetRepository,
  ) {}

  /** Throws TENANCY_BUDGET_NOT_FOUND. */
  async get(scope: StoreScope): Promise<CurrentBudget> {
    const budget = await this.budgets.findCurrent(scope);
    if (budget === null) throw budgetNotFound();
    return { ...budget, step: budgetStep(budget) };
  }

  /** Throws TENANCY_BUDGET_WITHOUT_AMOUNT, and TENANCY_BUDGET_WITHOUT_PRICES where nothing could be reckoned. */
  async put(scope: StoreScope, budget: Omit<NewBudget, 'currency'>): Promise<CurrentBudget> {
    const { prices } = this.config;
    if (budget.dayAmount === null && budget.monthAmount === null) throw budgetWithoutAmount();
    if (prices === null) throw budgetWithoutPrices();
    await this.budgets.put(scope, { ...budget, currency: prices.currency });
    return this.get(scope);
  }

  /** Throws TENANCY_BUDGET_NOT_FOUND. */
  async remove(scope: StoreScope): Promise<void> {
    if ((await this.budgets.delete(scope, {})) === 0) throw budgetNotFound();
  }

  /** On which step of the ladder an answer that begins now is made. */
  async step(scope: StoreScope): Promise<BudgetStep> {
    return budgetStep(await this.budgets.findCurrent(scope));
  }
}
