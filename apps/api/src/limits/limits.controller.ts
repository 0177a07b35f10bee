import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  fromPutLimits,
  LimitList,
  type LimitListDto,
  PutLimits,
  type PutLimitsDto,
  toLimitListDto,
} from './limits.dto.js';
import { StoreUse } from './store-use.js';

/** What a store may ask for and have; the operator decides, the store may look. */
@ApiTags('stores')
@Controller('stores/:store_id/limits')
export class LimitsController {
  constructor(private readonly use: StoreUse) {}

  @Get()
  @StoreInPath()
  @Returns(200, LimitList, 'Every limit with what is used of it.')
  @Operation({
    needs: 'usage',
    summary: 'Get the limits',
    description:
      'What the store may have and has. Over a rate requests are refused with `RATE_LIMITED`, over a cap what would add to it with `TENANCY_LIMIT_REACHED`; both name the limit.',
  })
  async getLimits(@CurrentStore() scope: StoreScope): Promise<LimitListDto> {
    return toLimitListDto(await this.use.list(scope));
  }

  @Put()
  @StoreInPath()
  @Returns(200, LimitList, 'The limits as they are now.')
  @Operation({
    needs: 'admin',
    summary: 'Set the limits',
    description:
      "Sets the store's own limits; what is left out is as the deployment has it (`STORE_LIMITS`). In effect everywhere within a second. A cap below what the store has takes nothing away. Needs the admin key.",
    fails: ['INPUT_INVALID'],
  })
  async putLimits(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: PutLimits }) body: PutLimitsDto,
  ): Promise<LimitListDto> {
    return toLimitListDto(await this.use.replace(scope, fromPutLimits(body)));
  }
}
