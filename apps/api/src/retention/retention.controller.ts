import { CurrentStore, StoreRetention, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  fromPutRetention,
  PutRetention,
  type PutRetentionDto,
  Retention,
  type RetentionDto,
} from './retention.dto.js';

/** How long a store keeps what shoppers said; the operator decides, the store may look. */
@ApiTags('stores')
@Controller('stores/:store_id/retention')
export class RetentionController {
  constructor(private readonly retention: StoreRetention) {}

  @Get()
  @StoreInPath()
  @Returns(200, Retention, 'For how many days what is kept.')
  @Operation({
    needs: 'conversations',
    summary: 'Get the retention',
    description: 'For how many days conversations, receipts and entries of usage are kept.',
  })
  getRetention(@CurrentStore() scope: StoreScope): Promise<RetentionDto> {
    return this.retention.get(scope);
  }

  @Put()
  @StoreInPath()
  @Returns(200, Retention, 'The retention as it is now.')
  @Operation({
    needs: 'admin',
    summary: 'Set the retention',
    description:
      "Sets the store's own days; what is left out is as the deployment has it (`CONVERSATION_RETENTION_DAYS`, `RECEIPT_RETENTION_DAYS`, `USAGE_RETENTION_DAYS`). What is older goes within minutes and cannot be had back: of a conversation, counted from the last that was said in it, everything but what its calls cost. Needs the admin key.",
    fails: ['INPUT_INVALID'],
  })
  async putRetention(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: PutRetention }) body: PutRetentionDto,
  ): Promise<RetentionDto> {
    await this.retention.replace(scope, fromPutRetention(body));
    return this.retention.get(scope);
  }
}
