import { AllowKeys, ApiKeysService, CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  CreatedKey,
  type CreatedKeyDto,
  CreateKey,
  type CreateKeyDto,
  fromCreateKey,
  KeyId,
  KeyList,
  toCreatedKeyDto,
  toKeyDto,
} from './key.dto.js';

const missing = ['TENANCY_STORE_NOT_FOUND', 'TENANCY_STORE_ID_MALFORMED'] as const;

/** A store's API keys. Only the operator makes and revokes them, so a leaked key cannot make itself successors. */
@ApiTags('stores')
@Controller('stores/:store_id/keys')
export class KeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  @AllowKeys('admin')
  @StoreInPath()
  @Returns(201, CreatedKey, 'The new key, with the key itself.')
  @Operation({
    summary: 'Create a key',
    description: 'Makes an API key for the store. The key is in this answer and nowhere else.',
    fails: [...missing, 'INPUT_INVALID'],
  })
  async createKey(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: CreateKey }) body: CreateKeyDto,
  ): Promise<CreatedKeyDto> {
    return toCreatedKeyDto(await this.keys.create(scope, fromCreateKey(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, KeyList, 'All keys of the store, in one slice.')
  @Operation({
    summary: 'List keys',
    description: "The store's keys with prefix and last use, revoked ones included.",
    fails: missing,
  })
  async listKeys(@CurrentStore() scope: StoreScope) {
    return toSliceDto({ items: await this.keys.list(scope), nextCursor: null }, toKeyDto);
  }

  @Delete(':key_id')
  @AllowKeys('admin')
  @StoreInPath()
  @ReturnsNothing('The key is refused from now on, everywhere within a second.')
  @Operation({
    summary: 'Revoke a key',
    description: 'Ends a key for good. Requests with it are refused within a second.',
    fails: [...missing, 'TENANCY_KEY_NOT_FOUND', 'INPUT_INVALID'],
  })
  async revokeKey(
    @CurrentStore() scope: StoreScope,
    @Param('key_id', { schema: KeyId }) keyId: string,
  ): Promise<void> {
    await this.keys.revoke(scope, keyId);
  }
}
