import { Public } from '@app/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Uncounted } from '../http/limits/counted.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { Liveness, type LivenessDto, Readiness, type ReadinessDto } from './health.dto.js';
import { ReadinessService } from './readiness.service.js';

/** For load balancers and supervisors, which hold no key. */
@ApiTags('health')
@Public('probes hold no key and learn nothing about any store')
@Uncounted()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('live')
  @Returns(200, Liveness, 'The process is alive.')
  @Operation({
    summary: 'Is the process alive?',
    description: 'Answers as long as the process can answer anything; restart it when it does not.',
    isPublic: true,
  })
  getLiveness(): LivenessDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Returns(200, Readiness, 'Requests can be served.')
  @Operation({
    summary: 'Can it serve requests?',
    description:
      'Tries database and queue, and that a transaction without a store sees nothing. Send traffic only while this is 200. A database of dedicated stores that is away is counted in `placements_away` and changes nothing else.',
    fails: ['NOT_READY'],
    isPublic: true,
  })
  getReadiness(): Promise<ReadinessDto> {
    return this.readiness.check();
  }
}
