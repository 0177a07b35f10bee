import { Erasures } from '@app/tenancy';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import {
  Erasure,
  type ErasureDto,
  ErasureId,
  ErasureList,
  ErasureVerdict,
  fromErasureDto,
  toErasureDto,
  VerifyErasure,
  type VerifyErasureDto,
} from './erasure.dto.js';

/** What was erased of stores and shoppers, for the operator who has to show it. */
@ApiTags('erasures')
@Controller('erasures')
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  @Get()
  @Returns(200, ErasureList, 'A slice of the erasures, the newest first.')
  @Operation({
    needs: 'admin',
    summary: 'List erasures',
    description:
      'Every erasure of a store or a shopper, those under way too. They hold nothing personal and outlive their store. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listErasures(@Query({ schema: ListQuery }) { cursor, limit }: ListQueryDto) {
    return toSliceDto(await this.erasures.list(cursor, limit), toErasureDto);
  }

  @Get(':erasure_id')
  @Returns(200, Erasure, 'The erasure.')
  @Operation({
    needs: 'admin',
    summary: 'Get an erasure',
    description:
      'How far it is, or its receipt. One that left something is gone on with every minute until nothing is left. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_ERASURE_NOT_FOUND'],
  })
  async getErasure(@Param('erasure_id', { schema: ErasureId }) id: string): Promise<ErasureDto> {
    return toErasureDto(await this.erasures.get(id));
  }

  @Post('verify')
  @Returns(200, ErasureVerdict, 'Whether it is genuine.')
  @Operation({
    needs: 'admin',
    summary: 'Verify a receipt',
    description:
      'Takes a receipt as it was given out and says whether this deployment signed exactly that. Needs the admin key.',
    fails: ['INPUT_INVALID'],
  })
  verifyErasure(@Body({ schema: VerifyErasure }) body: VerifyErasureDto) {
    return { is_valid: this.erasures.isOurs(fromErasureDto(body.receipt)) };
  }
}
