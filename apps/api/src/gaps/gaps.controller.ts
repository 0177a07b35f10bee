import { GapReplayer, GapService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  Gap,
  GapDetail,
  type GapDetailDto,
  type GapDto,
  GapId,
  GapList,
  ListGapsQuery,
  type ListGapsQueryDto,
  toGapDetailDto,
  toGapDto,
} from './gap.dto.js';
import {
  AnsweredGap,
  type AnsweredGapDto,
  AnswerGap,
  type AnswerGapDto,
  GapReplay,
  type GapReplayDto,
  toAnsweredGapDto,
  toGapReplayDto,
} from './gap-answer.dto.js';

const missing = ['INPUT_INVALID', 'AGENT_GAP_NOT_FOUND'] as const;

/** Gaps: what shoppers ask and the store's knowledge does not say. */
@ApiTags('gaps')
@Controller('knowledge-base/:store_id/gaps')
export class GapsController {
  constructor(
    private readonly gaps: GapService,
    private readonly replayer: GapReplayer,
  ) {}

  @Get()
  @StoreInPath()
  @Returns(200, GapList, 'A slice of the gaps, what was asked most first.')
  @Operation({
    needs: 'conversations',
    summary: 'List gaps',
    description:
      'Questions that were not answered, handed to a person or whose answers were rated down, gathered by what they ask. New ones are gathered within seconds; each is kept for 180 days, and no longer than its conversation.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listGaps(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListGapsQuery }) { since, ...query }: ListGapsQueryDto,
  ) {
    const asked = { ...query, since: since === undefined ? undefined : new Date(since) };
    return toSliceDto(await this.gaps.list(scope, asked), toGapDto);
  }

  @Get(':gap_id')
  @StoreInPath()
  @Returns(200, GapDetail, 'The gap.')
  @Operation({
    needs: 'conversations',
    summary: 'Get a gap',
    description: 'One gap with its questions.',
    fails: missing,
  })
  async getGap(
    @CurrentStore() scope: StoreScope,
    @Param('gap_id', { schema: GapId }) id: string,
  ): Promise<GapDetailDto> {
    return toGapDetailDto(await this.gaps.get(scope, id));
  }

  @Post(':gap_id/answer')
  @StoreInPath()
  @Returns(202, AnsweredGap, 'The snippet is written; its ingest has been queued.')
  @Operation({
    needs: 'knowledge:write',
    summary: 'Answer a gap',
    description:
      'Writes a snippet for the gap, in the place of the one that was written for it before. When it is live the questions are asked again, and the gap is answered once all are.',
    fails: [...missing, 'TENANCY_LIMIT_REACHED', 'TENANCY_TOO_MANY_WAITING'],
  })
  async answerGap(
    @CurrentStore() scope: StoreScope,
    @Param('gap_id', { schema: GapId }) id: string,
    @Body({ schema: AnswerGap }) body: AnswerGapDto,
  ): Promise<AnsweredGapDto> {
    return toAnsweredGapDto(await this.gaps.answer(scope, id, body));
  }

  @Post(':gap_id/replay')
  @StoreInPath()
  @Returns(200, GapReplay, 'How the questions are answered now.')
  @Operation({
    needs: 'conversations',
    summary: 'Replay a gap',
    description:
      'Asks up to ten different questions of the gap again, of what is live now, and says for each whether it is answered. No conversation changes; the gap becomes `answered` where all are, and `open` where one no longer is.',
    fails: missing,
  })
  async replayGap(
    @CurrentStore() scope: StoreScope,
    @Param('gap_id', { schema: GapId }) id: string,
  ): Promise<GapReplayDto> {
    return toGapReplayDto(await this.replayer.replay(scope, id));
  }

  @Post(':gap_id/dismiss')
  @StoreInPath()
  @Returns(200, Gap, 'The gap, dismissed.')
  @Operation({
    needs: 'conversations',
    summary: 'Dismiss a gap',
    description: 'Says that it needs no answer. What is asked of it later stays with it.',
    fails: missing,
  })
  async dismissGap(
    @CurrentStore() scope: StoreScope,
    @Param('gap_id', { schema: GapId }) id: string,
  ): Promise<GapDto> {
    return toGapDto(await this.gaps.dismiss(scope, id));
  }

  @Post(':gap_id/reopen')
  @StoreInPath()
  @Returns(200, Gap, 'The gap, open.')
  @Operation({
    needs: 'conversations',
    summary: 'Reopen a gap',
    description: 'Takes back that it was dismissed or answered.',
    fails: missing,
  })
  async reopenGap(
    @CurrentStore() scope: StoreScope,
    @Param('gap_id', { schema: GapId }) id: string,
  ): Promise<GapDto> {
    return toGapDto(await this.gaps.reopen(scope, id));
  }
}
