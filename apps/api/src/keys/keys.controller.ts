import { ApiKeysService, CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
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
  fromUpdateKey,
  Key,
  type KeyDto,
  KeyId,
  KeyList,
  RotateKey,
  type RotateKeyDto,
  toCreatedKeyDto,
  toKeyDto,
  UpdateKey,
  type UpdateKeyDto,
} from './key.dto.js';

/** A store's API keys. Only the operator makes and revokes them, so a leaked key cannot make itself successors. */
@ApiTags('stores')
@Controller('stores/:store_id/keys')
export class KeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  @StoreInPath()
  @Returns(201, CreatedKey, 'The new key, with the key itself.')
  @Operation({
    needs: 'admin',
    summary: 'Create a key',
    description:
      'Makes an API key for the store, with an end and with scopes where they are named. The key is in this answer and nowhere else.',
    fails: ['TENANCY_LIMIT_REACHED', 'INPUT_INVALID'],
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
    needs: 'keys',
    summary: 'List keys',
    description: "The store's keys with prefix and last use, revoked ones included.",
  })
  async listKeys(@CurrentStore() scope: StoreScope) {
    return toSliceDto({ items: await this.keys.list(scope), nextCursor: null }, toKeyDto);
  }

  @Patch(':key_id')
  @StoreInPath()
  @Returns(200, Key, 'The key as it is now.')
  @Operation({
    needs: 'admin',
    summary: 'Change a key',
    description:
      'Changes what the body names: name, origins, scopes, or when it ends. In effect everywhere within a second.',
    fails: ['TENANCY_KEY_NOT_FOUND', 'TENANCY_KEY_FIELD_REFUSED', 'INPUT_INVALID'],
  })
  async updateKey(
    @CurrentStore() scope: StoreScope,
    @Param('key_id', { schema: KeyId }) keyId: string,
    @Body({ schema: UpdateKey }) body: UpdateKeyDto,
  ): Promise<KeyDto> {
    return toKeyDto(await this.keys.update(scope, keyId, fromUpdateKey(body)));
  }

  @Post(':key_id/rotate')
  @StoreInPath()
  @Returns(201, CreatedKey, 'The successor, with the key itself.')
  @Operation({
    needs: 'admin',
    summary: 'Rotate a key',
    description:
      'Makes a key of the same kind, name, origins, scopes and length of life, shown here only. The old one works on until the overlap is over, a day unless the body says otherwise.',
    fails: ['TENANCY_KEY_NOT_FOUND', 'TENANCY_KEY_ENDED', 'INPUT_INVALID'],
  })
  async rotateKey(
    @CurrentStore() scope: StoreScope,
    @Param('key_id', { schema: KeyId }) keyId: string,
    @Body({ schema: RotateKey }) { overlap_seconds: overlapSeconds }: RotateKeyDto,
  ): Promise<CreatedKeyDto> {
    return toCreatedKeyDto(await this.keys.rotate(scope, keyId, { overlapSeconds }));
  }

  @Delete(':key_id')
  @StoreInPath()
  @ReturnsNothing('The key is refused from now on, everywhere within a second.')
  @Operation({
    needs: 'admin',
    summary: 'Revoke a key',
    description: 'Ends a key for good. Requests with it are refused within a second.',
    fails: ['TENANCY_KEY_NOT_FOUND', 'INPUT_INVALID'],
  })
  async revokeKey(
    @CurrentStore() scope: StoreScope,
    @Param('key_id', { schema: KeyId }) keyId: string,
  ): Promise<void> {
    await this.keys.revoke(scope, keyId);
  }
}
