import { CurrentStore, FailedJobs, type StoreScope } from '@app/tenancy';
import { Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { allQueues } from './all-queues.js';
import { FailedJob, FailedJobList, JobId, toFailedJobDto } from './failed-job.dto.js';

const store = ['TENANCY_QUEUE_UNAVAILABLE', 'INPUT_INVALID'] as const;
const missing = [...store, 'TENANCY_JOB_NOT_FOUND'] as const;

/** What a store's work failed of, and what is to become of it. */
@ApiTags('jobs')
@Controller('stores/:store_id/failed-jobs')
export class FailedJobsController {
  constructor(private readonly jobs: FailedJobs) {}

  @Get()
  @StoreInPath()
  @Returns(200, FailedJobList, 'A slice of the failed jobs, the latest first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List failed jobs',
    description:
      'Jobs of the store that are tried no more, with what they were about and why they failed. They are kept for 14 days, the newest 10,000 of each queue, all stores together.',
    fails: [...store, 'TENANCY_CURSOR_MALFORMED'],
  })
  async listFailedJobs(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.jobs.list(scope, allQueues, query), toFailedJobDto);
  }

  @Post(':job_id/retry')
  @StoreInPath()
  @Returns(202, FailedJob, 'The job, waiting for its turn with as many attempts as a new one.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Retry a failed job',
    description:
      'Queues the job once more. One whose work was done meanwhile, or is wanted no more, ends at once and does nothing.',
    fails: missing,
  })
  async retryFailedJob(
    @CurrentStore() scope: StoreScope,
    @Param('job_id', { schema: JobId }) id: string,
  ) {
    return toFailedJobDto(await this.jobs.retry(scope, allQueues, id));
  }

  @Delete(':job_id')
  @StoreInPath()
  @ReturnsNothing('It is forgotten.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Drop a failed job',
    description: 'Forgets the job. What it worked on stays as it is.',
    fails: missing,
  })
  async dropFailedJob(
    @CurrentStore() scope: StoreScope,
    @Param('job_id', { schema: JobId }) id: string,
  ): Promise<void> {
    await this.jobs.drop(scope, allQueues, id);
  }
}
