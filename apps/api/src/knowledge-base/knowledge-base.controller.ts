import { IngestService, KnowledgeSearch, StatusService } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { IdempotencyKey } from '../http/input/idempotency-key.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  Ingest,
  IngestDetail,
  type IngestDetailDto,
  type IngestDto,
  IngestId,
  KnowledgeStatus,
  type KnowledgeStatusDto,
  StartIngest,
  type StartIngestDto,
  toIngestDetailDto,
  toIngestDto,
  toKnowledgeStatusDto,
} from './ingest.dto.js';
import { PageList, PagesQuery, type PagesQueryDto, toPageDto } from './page.dto.js';
import {
  SearchKnowledge,
  type SearchKnowledgeDto,
  SearchResults,
  type SearchResultsDto,
  toSearchResultsDto,
} from './search.dto.js';

const storeNamed = ['TENANCY_STORE_NOT_FOUND', 'TENANCY_STORE_ID_MALFORMED'] as const;
const ofIngest = [...storeNamed, 'INPUT_INVALID', 'KNOWLEDGE_INGEST_NOT_FOUND'] as const;

/** A store's knowledge: reading websites into it, watching that, searching and clearing it. */
@ApiTags('knowledge base')
@Controller('knowledge-base')
export class KnowledgeBaseController {
  constructor(
    private readonly ingests: IngestService,
    private readonly statuses: StatusService,
    private readonly knowledge: KnowledgeSearch,
  ) {}

  @Post('ingest')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Repeating a request with the same key joins the ingest that the first one started.',
  })
  @Returns(202, Ingest, 'The ingest that was started, or joined.')
  @Operation({
    summary: 'Ingest a website',
    description:
      'Reads a website and publishes it as the next release. One ingest runs per store at a time.',
    fails: [
      ...storeNamed,
      'TENANCY_STORE_ID_REQUIRED',
      'INPUT_INVALID',
      'KNOWLEDGE_URL_REFUSED',
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED',
    ],
  })
  async startIngest(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: StartIngest }) { url, max_pages: maxPages }: StartIngestDto,
    @IdempotencyKey() idempotencyKey?: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.start(scope, { url, maxPages, idempotencyKey }));
  }

  @Get(':store_id/status')
  @StoreInPath()
  @Returns(200, KnowledgeStatus, 'The status.')
  @Operation({
    summary: 'Get the status',
    description: 'What the store knows and how its newest ingest is doing, computed from rows.',
    fails: storeNamed,
  })
  async getKnowledgeStatus(@CurrentStore() scope: StoreScope): Promise<KnowledgeStatusDto> {
    return toKnowledgeStatusDto(await this.statuses.status(scope));
  }

  @Get(':store_id/ingests/:ingest_id')
  @StoreInPath()
  @Returns(200, IngestDetail, 'The ingest.')
  @Operation({
    summary: 'Get an ingest',
    description: 'One ingest with its progress, queue position and estimated time left.',
    fails: ofIngest,
  })
  async getIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDetailDto> {
    return toIngestDetailDto(await this.statuses.progress(scope, id));
  }

  @Post(':store_id/ingests/:ingest_id/cancel')
  @StoreInPath()
  @Returns(200, Ingest, 'The ingest, cancelled.')
  @Operation({
    summary: 'Cancel an ingest',
    description: 'Stops an ingest that runs; the live release keeps serving.',
    fails: [...ofIngest, 'KNOWLEDGE_INGEST_ENDED'],
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
    summary: 'Retry an ingest',
    description: 'Starts a new ingest with the URL and page cap of one that has ended.',
    fails: [
      ...ofIngest,
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_URL_REFUSED',
      'KNOWLEDGE_NOTHING_TO_REINDEX',
    ],
  })
  async retryIngest(
    @CurrentStore() scope: StoreScope,
    @Param('ingest_id', { schema: IngestId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.ingests.retry(scope, id));
  }

  @Get(':store_id/pages')
  @StoreInPath()
  @Returns(200, PageList, 'A slice of the URLs.')
  @Operation({
    summary: 'List pages',
    description: 'The URLs of the newest ingest, each with how reading it ended.',
    fails: [...storeNamed, 'INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listPages(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: PagesQuery }) query: PagesQueryDto,
  ) {
    return toSliceDto(await this.statuses.listPages(scope, query), toPageDto);
  }

  @Delete(':store_id')
  @StoreInPath()
  @ReturnsNothing('Everything is gone.')
  @Operation({
    summary: 'Clear the knowledge base',
    description: 'Removes all pages, chunks and releases of the store, and stops a running ingest.',
    fails: storeNamed,
  })
  async clearKnowledge(@CurrentStore() scope: StoreScope): Promise<void> {
    await this.ingests.clear(scope);
  }

  @Post(':store_id/reindex')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest that was started.')
  @Operation({
    summary: 'Index again',
    description:
      'Cuts and embeds the live pages again as a new release, without reading the website.',
    fails: [...storeNamed, 'KNOWLEDGE_INGEST_RUNNING', 'KNOWLEDGE_NOTHING_TO_REINDEX'],
  })
  async reindexKnowledge(@CurrentStore() scope: StoreScope): Promise<IngestDto> {
    return toIngestDto(await this.ingests.reindex(scope));
  }

  @Post(':store_id/search')
  @StoreInPath()
  @Returns(200, SearchResults, 'What the search found.')
  @Operation({
    summary: 'Search',
    description: 'A dry run of the search that answers use, with the ranks of both legs.',
    fails: [...storeNamed, 'INPUT_INVALID'],
  })
  async searchKnowledge(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: SearchKnowledge }) { query, limit }: SearchKnowledgeDto,
  ): Promise<SearchResultsDto> {
    return toSearchResultsDto(await this.knowledge.search(scope, query, { limit }));
  }
}
