import { SourceIngests, SourceService } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { IdempotencyKey, IdempotencyKeyHeader } from '../http/input/idempotency-key.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { Ingest, type IngestDto, toIngestDto } from '../knowledge-base/ingest.dto.js';
import { Source, type SourceDto, SourceId, SourceList, toSourceDto } from './source.dto.js';
import {
  CreateSource,
  type CreateSourceDto,
  fromCreateSource,
  fromUpdateSource,
  UpdateSource,
  type UpdateSourceDto,
} from './source-settings.dto.js';

const missing = ['INPUT_INVALID', 'KNOWLEDGE_SOURCE_NOT_FOUND'] as const;

/** Where a store's knowledge comes from: what of it is read, how often, and leaving it out again. */
@ApiTags('sources')
@Controller('knowledge-base/:store_id/sources')
export class SourcesController {
  constructor(
    private readonly sources: SourceService,
    private readonly ingests: SourceIngests,
  ) {}

  @Post()
  @StoreInPath()
  @Returns(201, Source, 'The new source.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Create a source',
    description:
      'Names a website, or a product feed, with rules and a schedule. It is read by its schedule, or when you ask for it.',
    fails: [
      'INPUT_INVALID',
      'KNOWLEDGE_URL_REFUSED',
      'KNOWLEDGE_SOURCE_EXISTS',
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
    ],
  })
  async createSource(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: CreateSource }) body: CreateSourceDto,
  ): Promise<SourceDto> {
    return toSourceDto(await this.sources.create(scope, fromCreateSource(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, SourceList, 'A slice of the sources.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List sources',
    description: 'The sources of the store, oldest first, with how many pages are live.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listSources(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.sources.list(scope, query), toSourceDto);
  }

  @Get(':source_id')
  @StoreInPath()
  @Returns(200, Source, 'The source.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get a source',
    description: 'One source.',
    fails: missing,
  })
  async getSource(
    @CurrentStore() scope: StoreScope,
    @Param('source_id', { schema: SourceId }) id: string,
  ): Promise<SourceDto> {
    return toSourceDto(await this.sources.get(scope, id));
  }

  @Patch(':source_id')
  @StoreInPath()
  @Returns(200, Source, 'The source as it is now.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Change a source',
    description: 'Changes rules, schedule, name or page cap, from the next reading on.',
    fails: missing,
  })
  async updateSource(
    @CurrentStore() scope: StoreScope,
    @Param('source_id', { schema: SourceId }) id: string,
    @Body({ schema: UpdateSource }) body: UpdateSourceDto,
  ): Promise<SourceDto> {
    return toSourceDto(await this.sources.update(scope, id, fromUpdateSource(body)));
  }

  @Delete(':source_id')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest that takes its pages out.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Remove a source',
    description:
      'Takes the source off the list at once, and its pages out of the next release, which this starts.',
    fails: missing,
  })
  async removeSource(
    @CurrentStore() scope: StoreScope,
    @Param('source_id', { schema: SourceId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.remove(scope, id));
  }

  @Post(':source_id/crawl')
  @StoreInPath()
  @IdempotencyKeyHeader()
  @Returns(202, Ingest, 'The ingest; reading has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Read a source now',
    description:
      'Crawls the website by its rules, or reads the whole of a source that is not crawled, and publishes a new release.',
    fails: [
      ...missing,
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED',
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
    ],
  })
  async crawlSource(
    @CurrentStore() scope: StoreScope,
    @Param('source_id', { schema: SourceId }) id: string,
    @IdempotencyKey() idempotencyKey?: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.crawl(scope, id, idempotencyKey));
  }
}
