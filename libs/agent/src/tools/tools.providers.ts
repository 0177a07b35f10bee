import type { Provider } from '@nestjs/common';

import { OrderCaller } from '../orders/order-caller.js';
import { OrderCodeRepository } from '../orders/order-code.repository.js';
import { OrderCodes } from '../orders/order-codes.service.js';
import { OrderEndpointRepository } from '../orders/order-endpoint.repository.js';
import { OrderEndpointService } from '../orders/order-endpoint.service.js';
import { OrderStatusService } from '../orders/order-status.service.js';
import { ShopperTokenRepository } from '../orders/shopper-token.repository.js';
import { AgentTools } from './agent-tools.service.js';
import { ProductLookup } from './product-lookup.service.js';
import { ToolBudget } from './tool-budget.service.js';
import { ToolCountRepository } from './tool-count.repository.js';

/** What doors use of the tools. */
export const toolSurface = [OrderEndpointService];

/** Everything that the agent's tools need, for the module of this lib. */
export const toolProviders: Provider[] = [
  ToolCountRepository,
  OrderEndpointRepository,
  OrderCodeRepository,
  ShopperTokenRepository,
  OrderCaller,
  OrderCodes,
  OrderStatusService,
  ProductLookup,
  AgentTools,
  ToolBudget,
  ...toolSurface,
];
