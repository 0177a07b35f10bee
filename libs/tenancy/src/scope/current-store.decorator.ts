import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { storeIdRequired } from '../tenancy.errors.js';
import type { ScopedRequest } from './scoped-request.js';
import type { StoreScope } from './store-scope.js';

/** The scope that `StoreGuard` opened; throws TENANCY_STORE_ID_REQUIRED where an admin key named no store. */
export const CurrentStore = createParamDecorator(
  (_: unknown, context: ExecutionContext): StoreScope => {
    const { storeScope } = context.switchToHttp().getRequest<ScopedRequest>();
    if (!storeScope) throw storeIdRequired();
    return storeScope;
  },
);

/** The principal that `StoreGuard` recognised. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<ScopedRequest>().principal,
);
