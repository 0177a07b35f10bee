import { ReleaseDiffer, ReleaseService, ReleaseSwitcher } from '@app/knowledge';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  fromPublishRelease,
  PublishRelease,
  type PublishReleaseDto,
  Release,
  type ReleaseDto,
  ReleaseList,
  ReleaseNumber,
  toReleaseDto,
} from './release.dto.js';
import {
  DiffQuery,
  type DiffQueryDto,
  fromDiffQuery,
  ReleaseDiff,
  type ReleaseDiffDto,
  toReleaseDiffDto,
} from './release-diff.dto.js';

const missing = ['KNOWLEDGE_RELEASE_NOT_FOUND', 'INPUT_INVALID'] as const;

/** Releases: numbered versions of a store's knowledge, of which one is live. */
@ApiTags('releases')
@Controller('knowledge-base/:store_id/releases')
export class ReleasesController {
  constructor(
    private readonly releases: ReleaseService,
    private readonly differ: ReleaseDiffer,
    private readonly switcher: ReleaseSwitcher,
  ) {}

  @Get()
  @StoreInPath()
  @Returns(200, ReleaseList, 'A slice of the releases, the newest first.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'List releases',
    description:
      'Every release of the store, the newest first, with what it holds and why it was held.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listReleases(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.releases.list(scope, query), toReleaseDto);
  }

  @Get(':number')
  @StoreInPath()
  @Returns(200, Release, 'The release.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Get a release',
    description: 'One release with what it holds and why it was held.',
    fails: missing,
  })
  async getRelease(
    @CurrentStore() scope: StoreScope,
    @Param('number', { schema: ReleaseNumber }) number: number,
  ): Promise<ReleaseDto> {
    return toReleaseDto(await this.releases.describe(scope, number));
  }

  @Get(':number/diff')
  @StoreInPath()
  @Returns(200, ReleaseDiff, 'What the release changes.')
  @Operation({
    needs: 'knowledge:read',
    summary: 'Compare releases',
    description:
      'The pages that a release adds, changes and loses against another one, with the differences of their texts. Both must be live, superseded or held.',
    fails: [
      ...missing,
      'TENANCY_CURSOR_MALFORMED',
      'KNOWLEDGE_RELEASE_NOT_KEPT',
      'KNOWLEDGE_NOTHING_TO_COMPARE',
    ],
  })
  async diffReleases(
    @CurrentStore() scope: StoreScope,
    @Param('number', { schema: ReleaseNumber }) number: number,
    @Query({ schema: DiffQuery }) query: DiffQueryDto,
  ): Promise<ReleaseDiffDto> {
    return toReleaseDiffDto(await this.differ.diff(scope, number, fromDiffQuery(query)));
  }

  @Post(':number/publish')
  @ApiBody({ required: false })
  @StoreInPath()
  @Returns(200, Release, 'The release, live.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Publish a held release',
    description:
      'Makes a release live that a gate held: when the gates, asked again, let it through, or with `despite_gates`. Possible until the next ingest begins to write, which builds on what is live. Repeating it is harmless.',
    fails: [...missing, 'KNOWLEDGE_RELEASE_NOT_HELD', 'KNOWLEDGE_RELEASE_GATED'],
  })
  async publishRelease(
    @CurrentStore() scope: StoreScope,
    @Param('number', { schema: ReleaseNumber }) number: number,
    @Body({ schema: PublishRelease.optional() }) body?: PublishReleaseDto,
  ): Promise<ReleaseDto> {
    return toReleaseDto(await this.switcher.publishHeld(scope, number, fromPublishRelease(body)));
  }

  @Post(':number/rollback')
  @StoreInPath()
  @Returns(200, Release, 'The release, live again.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Roll back to a release',
    description:
      'Makes a superseded release live again at once. An ingest that is building is cancelled, since it builds on what is rolled away from. Newer releases are kept, and can be rolled to in the same way, until the next ingest begins to write: it builds on what is live. Repeating it is harmless.',
    fails: [...missing, 'KNOWLEDGE_RELEASE_NOT_KEPT', 'KNOWLEDGE_RELEASE_NEVER_LIVE'],
  })
  async rollBackRelease(
    @CurrentStore() scope: StoreScope,
    @Param('number', { schema: ReleaseNumber }) number: number,
  ): Promise<ReleaseDto> {
    return toReleaseDto(await this.switcher.rollBack(scope, number));
  }
}
