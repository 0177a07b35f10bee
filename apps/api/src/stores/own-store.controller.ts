import {
  CurrentPrincipal,
  CurrentStore,
  type Principal,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import { OwnStore, type OwnStoreDto, toOwnStoreDto } from './store.dto.js';

/** Tells whoever holds a store's key, and nothing else, whose key it is: every other path needs the store's id. */
@ApiTags('stores')
@Controller('own-store')
export class OwnStoreController {
  constructor(private readonly stores: StoresService) {}

  @Get()
  @StoreInQuery()
  @Returns(200, OwnStore, 'The store.')
  @Operation({
    needs: 'settings',
    summary: 'Get the store of the key',
    description:
      'The store that a store key belongs to, for who has the key and not the id, and what that key may do.',
    fails: ['TENANCY_STORE_ID_REQUIRED'],
  })
  async getOwnStore(
    @CurrentStore() scope: StoreScope,
    @CurrentPrincipal() principal: Principal,
  ): Promise<OwnStoreDto> {
    return toOwnStoreDto(await this.stores.get(scope), principal);
  }
}
