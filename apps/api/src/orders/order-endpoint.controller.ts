import { OrderEndpointService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  fromPut,
  NewOrderEndpoint,
  type NewOrderEndpointDto,
  OrderEndpoint,
  type OrderEndpointDto,
  OrderTrial,
  PutOrderEndpoint,
  type PutOrderEndpointDto,
  toNewOrderEndpointDto,
  toOrderEndpointDto,
  toOrderTrialDto,
  TryOrder,
  type TryOrderDto,
} from './order-endpoint.dto.js';

const missing = ['AGENT_ORDER_ENDPOINT_NOT_FOUND'] as const;

/** Where a store's own system tells the agent of orders. */
@ApiTags('orders')
@Controller('stores/:store_id/order-endpoint')
export class OrderEndpointController {
  constructor(private readonly endpoints: OrderEndpointService) {}

  @Put()
  @StoreInPath()
  @Returns(200, NewOrderEndpoint, 'The endpoint; with its secrets the first time.')
  @Operation({
    needs: 'settings',
    summary: 'Put the order endpoint',
    description:
      'Says where the agent asks for orders: a POST of JSON `{type, timestamp, data}`, signed as the Standard Webhooks ' +
      'specification has it, without redirects, answered within `timeout_ms` in at most 16 KiB of JSON.\n\n' +
      '`order.status` has `order_number`, `shopper_id` (of the token; null after a code) and `authorised_by` (`token`, ' +
      '`code`, `trial`). Answer `{order_number, status}`, and what you have of `carrier`, `tracking_number`, ' +
      '`tracking_url`, `placed_on`, `expected_on` (days, as 2026-01-08) and `item_count`; anything else is dropped ' +
      '(trying says why one of these is). Add `shopper_id` unless your tokens name the orders: it is compared here. Answer 404 to an order you do not know.\n\n' +
      '`order.code` has `order_number` and `language`: send a code of 6 to 12 letters and digits to the address on the ' +
      'order and answer `{code_hash, expires_at}`, where `code_hash` is the hex HMAC-SHA-256 of `<order_number>.<CODE IN ' +
      'CAPITALS>` under the key of `signing_secret` (the bytes that its base64 stands for). A code lives for at most 30 ' +
      'minutes, in one conversation, for five tries; shoppers hear the same whether or not the order exists.\n\n' +
      'A shopper token is a JSON Web Token (HS256, `shopper_secret`) with `sub`, `exp` of at most 24 hours, and if you ' +
      'like `orders`: the numbers of the shopper’s orders. Send it as `shopper_token` with a message; it counts in the ' +
      'conversation that showed it first.\n\n' +
      'In an hour a conversation may ask for 5 codes and 20 orders, a shopper for 30 orders, and an order for 3 codes; ' +
      'beyond that, as after every other failure, the shopper hears that the order cannot be shown.',
    fails: ['INPUT_INVALID', 'AGENT_ORDER_ENDPOINT_REFUSED', 'TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  async putOrderEndpoint(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: PutOrderEndpoint }) body: PutOrderEndpointDto,
  ): Promise<NewOrderEndpointDto> {
    return toNewOrderEndpointDto(await this.endpoints.put(scope, fromPut(body)));
  }

  @Get()
  @StoreInPath()
  @Returns(200, OrderEndpoint, 'The endpoint.')
  @Operation({
    needs: 'settings',
    summary: 'Get the order endpoint',
    description: 'Where orders are asked for, and how often that was done; without the secrets.',
    fails: missing,
  })
  async getOrderEndpoint(@CurrentStore() scope: StoreScope): Promise<OrderEndpointDto> {
    return toOrderEndpointDto(await this.endpoints.get(scope));
  }

  @Delete()
  @StoreInPath()
  @ReturnsNothing('Orders are not told any more.')
  @Operation({
    needs: 'settings',
    summary: 'Remove the order endpoint',
    description: 'Ends the telling of orders, and forgets address and secrets.',
    fails: missing,
  })
  async removeOrderEndpoint(@CurrentStore() scope: StoreScope): Promise<void> {
    await this.endpoints.remove(scope);
  }

  @Post('secrets')
  @StoreInPath()
  @Returns(201, NewOrderEndpoint, 'The endpoint with its new secrets.')
  @Operation({
    needs: 'settings',
    summary: 'Rotate the secrets',
    description:
      'Makes new secrets, which count from now on: tokens and codes of the old ones are refused.',
    fails: [...missing, 'TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  async rotateOrderSecrets(@CurrentStore() scope: StoreScope): Promise<NewOrderEndpointDto> {
    return toNewOrderEndpointDto(await this.endpoints.rotateSecrets(scope));
  }

  @Post('try')
  @StoreInPath()
  @Returns(200, OrderTrial, 'What your system answered, as a shopper would be told.')
  @Operation({
    needs: 'settings',
    summary: 'Try the order endpoint',
    description:
      'Asks for one order as the agent would (`authorised_by`: `trial`), without a shopper, and says what came of it.',
    fails: [...missing, 'INPUT_INVALID'],
  })
  async tryOrderEndpoint(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: TryOrder }) { order_number: orderNumber }: TryOrderDto,
  ) {
    return toOrderTrialDto(await this.endpoints.try(scope, orderNumber));
  }
}
