import { AgentSettingsService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import {
  toWidgetConfigDto,
  WidgetConfig,
  type WidgetConfigDto,
  WidgetConfigQuery,
  type WidgetConfigQueryDto,
} from './widget-config.dto.js';

/** What the widget asks as a page loads, so it answers from one row and may be kept for minutes. */
@ApiTags('conversations')
@Controller('widget-config')
export class WidgetConfigController {
  constructor(private readonly settings: AgentSettingsService) {}

  @Get()
  // by its key: two stores' widgets ask at the same address
  @Header('Cache-Control', 'private, max-age=300')
  @Header('Vary', 'Authorization, Origin')
  @StoreInQuery()
  @Returns(200, WidgetConfig, 'Its colours and words.')
  @Operation({
    needs: 'chat',
    summary: 'Get how the widget looks and speaks',
    description:
      "`widget` of the agent's settings in one language, with the words that are built in (Arabic, Dutch, English, French, " +
      'German, Hebrew, Italian, Spanish). `/widget.js` asks for it with its key; it may be kept for 5 minutes.',
    fails: ['TENANCY_STORE_ID_REQUIRED', 'INPUT_INVALID'],
  })
  async getWidgetConfig(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: WidgetConfigQuery }) { language }: WidgetConfigQueryDto,
  ): Promise<WidgetConfigDto> {
    const { settings } = await this.settings.current(scope);
    return toWidgetConfigDto(settings.widget, language);
  }
}
