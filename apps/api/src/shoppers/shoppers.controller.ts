import { ShopperEraser, ShopperExporter } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Delete, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Erasure, type ErasureDto, toErasureDto } from '../erasures/erasure.dto.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  ShopperExport,
  type ShopperExportDto,
  ShopperId,
  toShopperExportDto,
} from './shopper.dto.js';

const missing = ['AGENT_SHOPPER_NOT_FOUND', 'INPUT_INVALID'] as const;

/** What a store holds of one shopper: to be shown, and to be erased. */
@ApiTags('shoppers')
@Controller('stores/:store_id/shoppers/:shopper_id')
export class ShoppersController {
  constructor(
    private readonly exporter: ShopperExporter,
    private readonly eraser: ShopperEraser,
  ) {}

  @Get('export')
  @StoreInPath()
  @Returns(200, ShopperExport, 'All that is kept of the shopper.')
  @Operation({
    needs: 'conversations',
    summary: "Export a shopper's data",
    description: 'Every row of every conversation that was created with this `shopper_id`.',
    fails: missing,
  })
  async exportShopper(
    @CurrentStore() scope: StoreScope,
    @Param('shopper_id', { schema: ShopperId }) shopperId: string,
  ): Promise<ShopperExportDto> {
    return toShopperExportDto(await this.exporter.exportKnown(scope, shopperId));
  }

  @Delete()
  @StoreInPath()
  @Returns(200, Erasure, 'The receipt; `finished_at` is null where something is still to be done.')
  @Operation({
    needs: 'conversations',
    summary: "Erase a shopper's data",
    description:
      'Erases every conversation that was created with this `shopper_id` with its messages, receipts, feedback, gap questions, streams, order codes, tellings and jobs, then searches again and signs what was found. What calls cost stays, without whom they were for; so does a snippet that the store wrote. Cannot be undone.',
    fails: [...missing, 'TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  async eraseShopper(
    @CurrentStore() scope: StoreScope,
    @Param('shopper_id', { schema: ShopperId }) shopperId: string,
  ): Promise<ErasureDto> {
    return toErasureDto(await this.eraser.eraseKnown(scope, shopperId));
  }
}
