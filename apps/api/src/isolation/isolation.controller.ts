import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { IsolationReport, IsolationStart, toIsolationReportDto } from './isolation-report.dto.js';
import { IsolationReportService } from './isolation-report.service.js';

/** Proof for the operator that stores are apart, on this very deployment. */
@ApiTags('isolation')
@Controller('isolation-report')
export class IsolationController {
  constructor(private readonly isolation: IsolationReportService) {}

  @Get()
  @Returns(200, IsolationReport, 'The last result.')
  @Operation({
    needs: 'admin',
    summary: 'Are the stores apart?',
    description:
      'Every ISOLATION_CHECK_MINUTES this deployment tries every route, job and way to text with the key of one of two stores of its own on the other, which is full of secret markers. The newest result. Needs the admin key.',
  })
  async getIsolationReport() {
    return toIsolationReportDto(await this.isolation.report());
  }

  @Post()
  @Returns(
    202,
    IsolationStart,
    'Whether a run was begun; its result is in the report once it ends.',
  )
  @Operation({
    needs: 'admin',
    summary: 'Check now',
    description:
      'Begins a run of the isolation check, unless one is going on. Needs the admin key.',
  })
  async startIsolationCheck() {
    return { started: await this.isolation.begin() };
  }
}
