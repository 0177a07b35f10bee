import {
  IngestService,
  KnowledgeClearer,
  KnowledgeSearch,
  PageService,
  SourceIngests,
  StatusService,
} from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { Ingest, type IngestDto, toIngestDto } from './ingest.dto.js';
import {
  KnowledgeStatus,
  type KnowledgeStatusDto,
  toKnowledgeStatusDto,
} from './knowledge-status.dto.js';
import {
  PageDetail,
  type PageDetailDto,
  PageId,
  PageList,
  PagesQuery,
  type PagesQueryDto,
  toPageDetailDto,
  toPageDto,
} from './page.dto.js';
import {
  SearchKnowledge,
  type SearchKnowledgeDto,
  SearchResults,
  type SearchResultsDto,
  toSearchOptions,
  toSearchResultsDto,
} from './search.dto.js';

/** What a store knows: its status, its pages, a dry-run search, and starting over. */
@ApiTags('knowledge base')
@Controller('knowledge-base/:store_id')
export class KnowledgeBaseController {
  constructor(
    private readonly ingests: IngestService,
    private readonly clearer: KnowledgeClearer,
    private readonly knowledge: StatusService,
    private readonly finder: KnowledgeSearch,
    private readonly pages: PageService,
    private readonly sources: SourceIngests,
  ) {}

  @Get('status')
  @StoreInPath()
  @Returns(200, KnowledgeStatus, 'What the store knows.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get the status',
    description:
      'What is live and how the last ingest is doing, computed from rows each time. Poll it until `live`.',
  })
  async getKnowledgeStatus(@CurrentStore() scope: StoreScope): Promise<KnowledgeStatusDto> {
    return toKnowledgeStatusDto(await this.knowledge.status(scope));
  }

  @Get('pages')
  @StoreInPath()
  @Returns(200, PageList, 'A slice of the pages.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List pages',
    description:
      'The addresses of one ingest with how reading each ended: of the last, be it of a website or of one file, or of the one that `ingest_id` names.',
    fails: ['KNOWLEDGE_INGEST_NOT_FOUND', 'INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listPages(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: PagesQuery }) query: PagesQueryDto,
  ) {
    return toSliceDto(await this.knowledge.listPages(scope, query), toPageDto);
  }

  @Get('pages/:page_id')
  @StoreInPath()
  @Returns(200, PageDetail, 'The page.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get a page',
    description:
      'The cleaned text of a page, what it is for, the products it states, and the releases that show it.',
    fails: ['KNOWLEDGE_PAGE_NOT_FOUND', 'INPUT_INVALID'],
  })
  async getPage(
    @CurrentStore() scope: StoreScope,
    @Param('page_id', { schema: PageId }) id: string,
  ): Promise<PageDetailDto> {
    return toPageDetailDto(await this.pages.get(scope, id));
  }

  @Post('pages/:page_id/refresh')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest; reading has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Read a page again',
    description:
      'Reads one page of a website now and publishes what it says as a new release; one that is gone ends when a second reading does not find it either. Waits its turn where the store has an ingest that runs.',
    fails: [
      'TENANCY_TOO_MANY_WAITING',
      'KNOWLEDGE_PAGE_NOT_FOUND',
      'KNOWLEDGE_PAGE_NOT_CRAWLED',
      'KNOWLEDGE_SOURCE_NOT_FOUND',
      'INPUT_INVALID',
    ],
  })
  async refreshPage(
    @CurrentStore() scope: StoreScope,
    @Param('page_id', { schema: PageId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.sources.refresh(scope, id));
  }

  @Post('search')
  @StoreInPath()
  @Returns(200, SearchResults, 'What was found, the best first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Search without answering',
    description:
      'A dry run: the pieces a question would be answered from, with the ranks of both legs, the fused score and, where the deployment has a reranker, that of it. One page has a quarter of the results at most, three at least, and what says nearly the same is listed once.',
    fails: ['INPUT_INVALID'],
  })
  async searchKnowledge(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: SearchKnowledge }) body: SearchKnowledgeDto,
  ): Promise<SearchResultsDto> {
    return toSearchResultsDto(await this.finder.search(scope, body.query, toSearchOptions(body)));
  }

  @Post('reindex')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest that builds the new release.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Index again',
    description:
      'Cuts and embeds the live pages again as a new release, without reading the website. Answers go on meanwhile.',
    fails: [
      'KNOWLEDGE_INGEST_RUNNING',
      'KNOWLEDGE_NOTHING_TO_REINDEX',
      'TENANCY_LIMIT_REACHED',
      'TENANCY_TOO_MANY_WAITING',
    ],
  })
  async reindexKnowledge(@CurrentStore() scope: StoreScope): Promise<IngestDto> {
    return toIngestDto(await this.ingests.reindex(scope));
  }

  @Delete()
  @StoreInPath()
  @ReturnsNothing('The store knows nothing any more.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Clear the knowledge base',
    description:
      'Removes everything the store knows and stops a running ingest. Conversations and check questions stay. Cannot be undone.',
  })
  async clearKnowledge(@CurrentStore() scope: StoreScope): Promise<void> {
    await this.clearer.clear(scope);
  }
}
