import { BudgetService, CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  Budget,
  type BudgetDto,
  fromPutBudget,
  PutBudget,
  type PutBudgetDto,
  toBudgetDto,
} from './budget.dto.js';

/** What a store may spend on models. The operator says it, since the operator pays; the store may read it. */
@ApiTags('usage')
@Controller('stores/:store_id/budget')
export class BudgetController {
  constructor(private readonly budgets: BudgetService) {}

  @Put()
  @StoreInPath()
  @Returns(200, Budget, 'The budget as it is now.')
  @Operation({
    needs: 'admin',
    summary: 'Put the budget',
    description:
      'Says what the store may spend on models in a day, in a month, or both. What a call may cost at most is held back before it is made, so that calls side by side cannot overspend. As spending grows: the store is told, the cheaper model answers, then quotes or the contact. An ingest that needs more ends with `TENANCY_BUDGET_SPENT` and can be resumed. What was spent already counts. Models without a price count nothing. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_BUDGET_WITHOUT_AMOUNT', 'TENANCY_BUDGET_WITHOUT_PRICES'],
  })
  async putBudget(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: PutBudget }) body: PutBudgetDto,
  ): Promise<BudgetDto> {
    return toBudgetDto(await this.budgets.put(scope, fromPutBudget(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, Budget, 'The budget.')
  @Operation({
    needs: 'usage',
    summary: 'Get the budget',
    description: 'What the store may spend on models, what it has, and what serves now.',
    fails: ['TENANCY_BUDGET_NOT_FOUND'],
  })
  async getBudget(@CurrentStore() scope: StoreScope): Promise<BudgetDto> {
    return toBudgetDto(await this.budgets.get(scope));
  }

  @Delete()
  @StoreInPath()
  @ReturnsNothing('The store may spend what it takes.')
  @Operation({
    needs: 'admin',
    summary: 'Remove the budget',
    description: 'Ends the limit; the ledger goes on. Needs the admin key.',
    fails: ['TENANCY_BUDGET_NOT_FOUND'],
  })
  async removeBudget(@CurrentStore() scope: StoreScope): Promise<void> {
    await this.budgets.remove(scope);
  }
}
