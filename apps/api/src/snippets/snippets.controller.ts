import { SnippetService } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import { Ingest, type IngestDto, toIngestDto } from '../knowledge-base/ingest.dto.js';
import {
  ChangedSnippet,
  type ChangedSnippetDto,
  fromWriteSnippet,
  Snippet,
  type SnippetDto,
  SnippetId,
  SnippetList,
  toChangedSnippetDto,
  toSnippetDto,
  WriteSnippet,
  type WriteSnippetDto,
} from './snippet.dto.js';

const missing = ['INPUT_INVALID', 'KNOWLEDGE_SNIPPET_NOT_FOUND'] as const;

/** Snippets: questions with answers that a store gives itself. */
@ApiTags('snippets')
@Controller('knowledge-base/:store_id/snippets')
export class SnippetsController {
  constructor(private readonly snippets: SnippetService) {}

  @Post()
  @StoreInPath()
  @Returns(202, ChangedSnippet, 'The new snippet; its ingest has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Create a snippet',
    description:
      'Adds a question with its answer to what the store knows. Shoppers get it when the ingest is live.',
    fails: ['INPUT_INVALID', 'TENANCY_LIMIT_REACHED', 'TENANCY_TOO_MANY_WAITING'],
  })
  async createSnippet(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: WriteSnippet }) body: WriteSnippetDto,
  ): Promise<ChangedSnippetDto> {
    return toChangedSnippetDto(await this.snippets.create(scope, fromWriteSnippet(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, SnippetList, 'A slice of the snippets, oldest first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List snippets',
    description: 'The questions with answers that the store gives, oldest first.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listSnippets(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.snippets.list(scope, query), toSnippetDto);
  }

  @Get(':snippet_id')
  @StoreInPath()
  @Returns(200, Snippet, 'The snippet.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get a snippet',
    description: 'One snippet.',
    fails: missing,
  })
  async getSnippet(
    @CurrentStore() scope: StoreScope,
    @Param('snippet_id', { schema: SnippetId }) id: string,
  ): Promise<SnippetDto> {
    return toSnippetDto(await this.snippets.get(scope, id));
  }

  @Put(':snippet_id')
  @StoreInPath()
  @Returns(202, ChangedSnippet, 'The snippet as it is now; its ingest has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Replace a snippet',
    description: 'Writes question, answer and address anew.',
    fails: missing,
  })
  async replaceSnippet(
    @CurrentStore() scope: StoreScope,
    @Param('snippet_id', { schema: SnippetId }) id: string,
    @Body({ schema: WriteSnippet }) body: WriteSnippetDto,
  ): Promise<ChangedSnippetDto> {
    return toChangedSnippetDto(await this.snippets.replace(scope, id, fromWriteSnippet(body)));
  }

  @Delete(':snippet_id')
  @StoreInPath()
  @Returns(202, Ingest, 'The ingest that takes it out.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Remove a snippet',
    description: 'Takes it off the list at once, and out of the next release, which this starts.',
    fails: missing,
  })
  async removeSnippet(
    @CurrentStore() scope: StoreScope,
    @Param('snippet_id', { schema: SnippetId }) id: string,
  ): Promise<IngestDto> {
    return toIngestDto(await this.snippets.remove(scope, id));
  }
}
