import { AgentSettingsService, SettingsTrial } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { CountsAnswer } from '../http/limits/counted.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  AgentSettings,
  type AgentSettingsDto,
  AgentSettingsList,
  SettingsVersion,
  toAgentSettingsDto,
} from './agent-settings.dto.js';
import {
  fromReplaceAgentSettings,
  fromSettingsInput,
  ReplaceAgentSettings,
  type ReplaceAgentSettingsDto,
} from './settings-input.dto.js';
import {
  AgentSettingsTrial,
  type AgentSettingsTrialDto,
  toAgentSettingsTrialDto,
  TryAgentSettings,
  type TryAgentSettingsDto,
} from './try-settings.dto.js';

const refused = [
  'AGENT_SETTING_REFUSED',
  'AGENT_MODEL_URL_REFUSED',
  'TENANCY_CREDENTIALS_SECRET_MISSING',
] as const;

/** How a store's agent answers: its model, tone, rules and texts, in versions. */
@ApiTags('agent settings')
@Controller('stores/:store_id/agent-settings')
export class AgentSettingsController {
  constructor(
    private readonly settings: AgentSettingsService,
    private readonly trial: SettingsTrial,
  ) {}

  @Get()
  @StoreInPath()
  @Returns(200, AgentSettings, 'The settings in force.')
  @Operation({
    needs: 'settings',
    summary: "Get the agent's settings",
    description: 'The version in force; the defaults under version 0 where nothing was set.',
    fails: ['INPUT_INVALID'],
  })
  async getAgentSettings(@CurrentStore() scope: StoreScope): Promise<AgentSettingsDto> {
    return toAgentSettingsDto(await this.settings.current(scope));
  }

  @Put()
  @StoreInPath()
  @Returns(200, AgentSettings, 'The new version.')
  @Operation({
    needs: 'settings',
    summary: "Change the agent's settings",
    description:
      'Makes a new version of all settings, in force from the next question on. Older versions stay as they are.',
    fails: ['INPUT_INVALID', ...refused, 'AGENT_SETTINGS_CHANGED'],
  })
  async replaceAgentSettings(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: ReplaceAgentSettings }) body: ReplaceAgentSettingsDto,
  ): Promise<AgentSettingsDto> {
    return toAgentSettingsDto(await this.settings.replace(scope, fromReplaceAgentSettings(body)));
  }

  @Get('versions')
  @StoreInPath()
  @Returns(200, AgentSettingsList, 'A slice of the versions, newest first.')
  @Operation({
    needs: 'settings',
    summary: "List versions of the agent's settings",
    description: 'Every version there was, newest first; the first is in force.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listAgentSettings(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.settings.list(scope, query), toAgentSettingsDto);
  }

  @Post('versions/:version/restore')
  @StoreInPath()
  @Returns(200, AgentSettings, 'The new version, with the content of the older one.')
  @Operation({
    needs: 'settings',
    summary: "Restore a version of the agent's settings",
    description: 'Makes an older version current again, as a new version with the key it had.',
    fails: [
      'INPUT_INVALID',
      'AGENT_SETTINGS_VERSION_NOT_FOUND',
      'AGENT_SETTING_REFUSED',
      'AGENT_MODEL_URL_REFUSED',
      'AGENT_SETTINGS_CHANGED',
    ],
  })
  async restoreAgentSettings(
    @CurrentStore() scope: StoreScope,
    @Param('version', { schema: SettingsVersion }) version: number,
  ): Promise<AgentSettingsDto> {
    return toAgentSettingsDto(await this.settings.restore(scope, version));
  }

  @Post('try')
  @CountsAnswer()
  @StoreInPath()
  @Returns(200, AgentSettingsTrial, 'The answer, and whether the model can be used.')
  @Operation({
    needs: 'settings',
    summary: 'Try settings before saving them',
    description:
      'Answers a question from the live release with settings that are not saved, and says whether their model can be used. Stores nothing; takes 25 s at most.',
    fails: [
      'INPUT_INVALID',
      'AGENT_SETTING_REFUSED',
      'AGENT_CONTENT_EMPTY',
      'TENANCY_BUDGET_SPENT',
      'TENANCY_CREDENTIALS_SECRET_MISSING',
      'KNOWLEDGE_EMBEDDING_UNAVAILABLE',
    ],
  })
  async tryAgentSettings(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: TryAgentSettings }) { question, settings }: TryAgentSettingsDto,
  ): Promise<AgentSettingsTrialDto> {
    const draft = fromSettingsInput(settings);
    return toAgentSettingsTrialDto(await this.trial.run(scope, question, draft));
  }
}
