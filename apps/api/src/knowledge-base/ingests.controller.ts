import { IngestResumer, IngestService, StatusService } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { IdempotencyKey, IdempotencyKeyHeader } from '../http/input/idempotency-key.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  fromStartIngest,
  Ingest,
  IngestDetail,
  type IngestDetailDto,
  type IngestDto,
  IngestId,
  StartIngest,
  type StartIngestDto,
  toIngestDetailDto,
  toIngestDto,
} from './ingest.dto.js';
import { PageOutcomes, type PageOutcomesDto, toPageOutcomesDto } from './page-outcomes.dto.js';

const missing = ['KNOWLEDGE_INGEST_NOT_FOUND', 'INPUT_INVALID'] as const;

/** Ingests: runs that read a store's website and build its next release. */
@ApiTags('knowledge base')
@Controller('knowledge-base')
export class IngestsController {
  constructor(
    private readonly ingests: IngestService,
    private readonly resumer: IngestResumer,
    private readonly knowledge: StatusService,
  ) {}

  @Post('ingest')
  @IdempotencyKeyHeader()
  @Returns(202, Ingest, 'The ingest; reading has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Read a website',
    description:
      "Crawls the store's website and publishes what it says as a new release. One ingest runs per store at a time; the old release answers until the new one is whole.",
    fails: [
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
      'INPUT_INVALID',
      'TENANCY_STORE_ID_REQUIRED',
      'KNOWLEDGE_URL_REFUSED',
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED',
    ],
  })
  async startIngest(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: StartIngest }) body: StartIngestDto,
    @IdempotencyKey() idempotencyKey?: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.start(scope, fromStartIngest(body, idempotencyKey)));
  }

  @Get(':store_id/ingests/:ingest_id')
  @StoreInPath()
  @Returns(200, IngestDetail, 'The ingest and how far it is.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get an ingest',
    description:
      'One ingest with real counts of its pages, its place in the queue and an estimate.',
    fails: missing,
  })
  async getIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDetailDto> {
    return toIngestDetailDto(await this.knowledge.progress(scope, id));
  }

  @Get(':store_id/ingests/:ingest_id/outcomes')
  @StoreInPath()
  @Returns(200, PageOutcomes, 'The outcomes.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get the outcomes of an ingest',
    description:
      'How reading its pages ended, each with a count and examples; a duplicate names the page that it folds into.',
    fails: missing,
  })
  async getIngestOutcomes(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<PageOutcomesDto> {
    return toPageOutcomesDto(await this.knowledge.groupOutcomes(scope, id));
  }

  @Post(':store_id/ingests/:ingest_id/cancel')
  @StoreInPath()
  @Returns(200, Ingest, 'The ingest, cancelled.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Cancel an ingest',
    description: 'Stops a running ingest; what is live stays live. Cancelling twice is harmless.',
    fails: [...missing, 'KNOWLEDGE_INGEST_ENDED'],
  })
  async cancelIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.cancel(scope, id));
  }

  @Post(':store_id/ingests/:ingest_id/retry')
  @StoreInPath()
  @Returns(202, Ingest, 'The new ingest.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Repeat an ingest',
    description: 'Starts a new ingest like one that has ended, of the same website and size.',
    fails: [
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
      ...missing,
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_NOTHING_TO_REINDEX',
      'KNOWLEDGE_URL_REFUSED',
    ],
  })
  async retryIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.retry(scope, id));
  }

  @Post(':store_id/ingests/:ingest_id/resume')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest, going on.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Resume an ingest',
    description:
      'Lets the newest ingest of its source, failed or cancelled, go on at the step where it stopped. Pages already read are kept; those that failed in passing (time-outs, 5xx, walls) are read again. Once a newer release was begun or the store was rolled back, its work is gone: repeat it instead.',
    fails: [...missing, 'KNOWLEDGE_INGEST_RUNNING', 'KNOWLEDGE_INGEST_NOT_RESUMABLE'],
  })
  async resumeIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.resumer.resume(scope, id));
  }
}
