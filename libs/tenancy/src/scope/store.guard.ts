import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { addLogFields } from '../logs/log-fields.js';
import { StoreDirectory } from '../stores/store-directory.js';
import {
  keyKindRefused,
  keyScopeRefused,
  storeIdMalformed,
  storeNotFound,
} from '../tenancy.errors.js';
import { type Need, NEEDS, type Principal, PUBLIC_REASON } from './access.decorator.js';
import { KeyAuthenticator } from './key-authenticator.js';
import { canHave, type KeyScope } from './key-scopes.js';
import { fieldOf, type ScopedRequest } from './scoped-request.js';
import { STORE_PLACES, type StorePlace } from './store-places.decorator.js';
import { isUuid, type Shopper, StoreScope } from './store-scope.js';

/**
 * Global and closed: a route without `@Public` needs a key. Turns the key into the one scope the request may use; a
 * store's key that names another store gets the answer for a missing one.
 */
@Injectable()
export class StoreGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: KeyAuthenticator,
    private readonly stores: StoreDirectory,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<string>(PUBLIC_REASON, targets)) return true;
    const request = context.switchToHttp().getRequest<ScopedRequest>();
    const principal = await this.authenticator.authenticate(request);
    // before it may be refused, so that a refusal can say whose it was
    request.principal = principal;
    refuseUnless(principal, this.reflector.getAllAndOverride<Need | undefined>(NEEDS, targets));
    const places = this.reflector.getAllAndOverride<StorePlace[] | undefined>(
      STORE_PLACES,
      targets,
    );
    request.storeScope = await this.scopeFor(principal, namedStore(request, places));
    addLogFields({ storeId: request.storeScope?.storeId });
    return true;
  }

  private async scopeFor(principal: Principal, named?: string): Promise<StoreScope | undefined> {
    if (principal.kind !== 'admin') {
      if (named && named !== principal.storeId) throw storeNotFound(named);
      return StoreScope.open(principal.storeId, shopperOf(principal));
    }
    if (!named) return undefined;
    if (!(await this.stores.exists(named))) throw storeNotFound(named);
    return StoreScope.open(named);
  }
}

/** A store's own servers see all of its shoppers. */
const shopperOf = (principal: Principal): Shopper | undefined =>
  principal.kind === 'widget' ? { sessionId: principal.session?.id ?? null } : undefined;

/**
 * The operator's key may do everything but what only a widget has a use for; a store's what its scopes say, and nothing where
 * a route says nothing.
 */
function refuseUnless(principal: Principal, need: Need = 'admin'): void {
  if (need === 'widget') {
    if (principal.kind !== 'widget') throw keyKindRefused(principal.kind, ['widget']);
    return;
  }
  if (principal.kind === 'admin') return;
  const { kind, scopes } = principal;
  if (need === 'admin') throw keyKindRefused(kind, ['admin']);
  const needed = [need].flat() as KeyScope[];
  if (!needed.every((scope) => canHave(kind, scope)))
    throw keyKindRefused(kind, ['admin', 'store']);
  const missing = needed.find((scope) => !scopes.includes(scope));
  if (missing) throw keyScopeRefused(missing);
}

/** The store that path, query, body or a place of the route's own name; two that differ are refused like a missing one. */
function namedStore(request: ScopedRequest, places: StorePlace[] = []): string | undefined {
  const { params, query, body } = request;
  const inParts = [params, query, body].map((part) => fieldOf(part, 'store_id'));
  const names = [...inParts, ...places.map((place) => place(request))].filter(
    (name) => name !== undefined && name !== null,
  );
  if (names.some((name) => !isUuid(name))) throw storeIdMalformed();
  const [first, ...others] = (names as string[]).map((name) => name.toLowerCase());
  const other = others.find((name) => name !== first);
  if (other) throw storeNotFound(other);
  return first;
}
