import { CurrentStore, type StoreScope, UsageDirectory, UsageLedger } from '@app/tenancy';
import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Csv } from '../http/openapi/event-stream.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { csvFile, wantsCsv } from '../http/output/csv.js';
import {
  periodOf,
  PlatformUsageQuery,
  type PlatformUsageQueryDto,
  toUsageReportDto,
  UsageQuery,
  type UsageQueryDto,
  UsageReport,
  type UsageReportDto,
} from './usage.dto.js';
import { writeUsageCsv } from './write-usage-csv.js';

const example =
  'day,calls,estimated_calls,unpriced_calls,input_tokens,output_tokens,cost,currency\r\n2026-01-05,412,0,0,334544,26368,0.0660024,USD\r\n';

/** What calls of models came to: of one store, for it and for the operator, and of all. */
@ApiTags('usage')
@Controller()
export class UsageController {
  constructor(
    private readonly ledger: UsageLedger,
    private readonly directory: UsageDirectory,
  ) {}

  @Get('stores/:store_id/usage')
  @StoreInPath()
  @Returns(200, UsageReport, 'The report.')
  @Csv(example)
  @Operation({
    needs: 'usage',
    summary: "Get a store's usage",
    description:
      'What its calls of models came to by day, purpose or model; as CSV with `Accept: text/csv`. Entries are kept for as long as the store’s retention says.',
    fails: ['INPUT_INVALID'],
  })
  async getUsage(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: UsageQuery }) query: UsageQueryDto,
    @Headers('accept') accept: string | undefined,
  ): Promise<UsageReportDto | StreamableFile> {
    const period = periodOf(query);
    const totals = await this.ledger.report(scope, query.group, period);
    return asWished(toUsageReportDto(query.group, period, totals), accept);
  }

  @Get('usage')
  @Returns(200, UsageReport, 'The report.')
  @Csv(example)
  @Operation({
    needs: 'admin',
    summary: 'Get the usage of all stores',
    description:
      'What calls of models came to by store, day, purpose or model; as CSV with `Accept: text/csv`. Needs the admin key.',
    fails: ['INPUT_INVALID'],
  })
  async getPlatformUsage(
    @Query({ schema: PlatformUsageQuery }) query: PlatformUsageQueryDto,
    @Headers('accept') accept: string | undefined,
  ): Promise<UsageReportDto | StreamableFile> {
    const period = periodOf(query);
    const totals = await this.directory.report(query.group, period);
    return asWished(toUsageReportDto(query.group, period, totals), accept);
  }
}

const asWished = (report: UsageReportDto, accept?: string): UsageReportDto | StreamableFile =>
  wantsCsv(accept) ? csvFile(`usage-${report.from}-${report.to}`, writeUsageCsv(report)) : report;
