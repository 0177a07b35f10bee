import { CurrentStore, StoreDirectory, type StoreScope, StoresService } from '@app/tenancy';
import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  Store,
  type StoreDto,
  StoreList,
  StoreReceipt,
  type StoreReceiptDto,
  StoresQuery,
  type StoresQueryDto,
  toStoreDto,
  toStoreReceiptDto,
} from './store.dto.js';
import {
  CreateStore,
  type CreateStoreDto,
  fromCreateStore,
  fromUpdateStore,
  UpdateStore,
  type UpdateStoreDto,
} from './store-input.dto.js';

/** Stores, for the operator; a store's own key may read its store. */
@ApiTags('stores')
@Controller('stores')
export class StoresController {
  constructor(
    private readonly stores: StoresService,
    private readonly directory: StoreDirectory,
  ) {}

  @Post()
  @Returns(201, Store, 'The new store.')
  @Operation({
    needs: 'admin',
    summary: 'Create a store',
    description: 'Adds a store with no keys and no knowledge yet. Needs the admin key.',
    fails: [
      'INPUT_INVALID',
      'TENANCY_STORE_EXISTS',
      'TENANCY_DOMAIN_TAKEN',
      'TENANCY_SHOPIFY_DOMAIN_TAKEN',
      'TENANCY_PLACEMENT_UNKNOWN',
      'TENANCY_CREDENTIALS_SECRET_MISSING',
    ],
  })
  async createStore(@Body({ schema: CreateStore }) body: CreateStoreDto): Promise<StoreDto> {
    return toStoreDto(await this.stores.create(fromCreateStore(body)));
  }

  @Get()
  @Returns(200, StoreList, 'A slice of the stores, oldest first.')
  @Operation({
    needs: 'admin',
    summary: 'List stores',
    description:
      'The stores of this deployment, oldest first; all, or those that `search` finds. Needs the admin key.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listStores(@Query({ schema: StoresQuery }) { cursor, limit, search }: StoresQueryDto) {
    return toSliceDto(await this.directory.list(cursor, limit, { search }), toStoreDto);
  }

  @Get(':store_id')
  @StoreInPath()
  @Returns(200, Store, 'The store.')
  @Operation({
    needs: 'settings',
    summary: 'Get a store',
    description: "One store; with a store key, that key's own.",
  })
  async getStore(@CurrentStore() scope: StoreScope): Promise<StoreDto> {
    return toStoreDto(await this.stores.get(scope));
  }

  @Patch(':store_id')
  @StoreInPath()
  @Returns(200, Store, 'The store as it is now.')
  @Operation({
    needs: 'admin',
    summary: 'Change a store',
    description: 'Changes what the body names and leaves the rest. Needs the admin key.',
    fails: [
      'INPUT_INVALID',
      'TENANCY_DOMAIN_TAKEN',
      'TENANCY_SHOPIFY_DOMAIN_TAKEN',
      'TENANCY_CREDENTIALS_SECRET_MISSING',
    ],
  })
  async updateStore(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: UpdateStore }) body: UpdateStoreDto,
  ): Promise<StoreDto> {
    return toStoreDto(await this.stores.update(scope, fromUpdateStore(body)));
  }

  @Delete(':store_id')
  @StoreInPath()
  @Returns(200, StoreReceipt, 'What was erased.')
  @Operation({
    needs: 'admin',
    summary: 'Erase a store',
    description:
      'Erases the store with all it owns: keys, knowledge, conversations, jobs, counters, dead tuples, then searches again. Cannot be undone. The answer comes when nothing is left; where work in hand does not end within 20 s, `erasure.finished_at` is null and it goes on by itself. Needs the admin key.',
  })
  async removeStore(@CurrentStore() scope: StoreScope): Promise<StoreReceiptDto> {
    return toStoreReceiptDto(await this.stores.remove(scope));
  }
}
