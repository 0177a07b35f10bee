import { PrivacyRequests } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  PrivacyExport,
  type PrivacyExportDto,
  PrivacyRequestId,
  PrivacyRequestList,
  toPrivacyExportDto,
  toPrivacyRequestDto,
} from './privacy-request.dto.js';

/** What a store's shoppers asked to be shown of themselves. */
@ApiTags('shoppers')
@Controller('stores/:store_id/privacy-requests')
export class PrivacyRequestsController {
  constructor(private readonly requests: PrivacyRequests) {}

  @Get()
  @StoreInPath()
  @Returns(200, PrivacyRequestList, 'A slice of the requests, newest first.')
  @Operation({
    needs: 'conversations',
    summary: 'List privacy requests',
    description:
      'What shoppers asked to be shown, as `customers/data_request` of Shopify brought it, with the day until which it is owed.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listPrivacyRequests(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.requests.list(scope, query), toPrivacyRequestDto);
  }

  @Get(':request_id/export')
  @StoreInPath()
  @Returns(200, PrivacyExport, 'All that is kept of the shopper.')
  @Operation({
    needs: 'conversations',
    summary: 'Export what a privacy request asks for',
    description:
      'What is kept of the shopper under every name known here, for you to pass on. The first time fulfils the request; until it is due the export can be had again, then whose it was is forgotten, as it is once the shopper is erased.',
    fails: ['INPUT_INVALID', 'AGENT_PRIVACY_REQUEST_NOT_FOUND', 'AGENT_PRIVACY_REQUEST_FORGOTTEN'],
  })
  async exportPrivacyRequest(
    @CurrentStore() scope: StoreScope,
    @Param('request_id', { schema: PrivacyRequestId }) id: string,
  ): Promise<PrivacyExportDto> {
    return toPrivacyExportDto(await this.requests.export(scope, id));
  }
}
