import { SetMetadata } from '@nestjs/common';

import type { KeyScope } from './key-scopes.js';
import type { ShopperSession } from './session-token.js';

interface OfStore {
  keyId: string;
  storeId: string;
  scopes: readonly KeyScope[];
}
/** A widget on one of its key's sites, with the key itself or with the token of a shopper's session. */
export interface WidgetPrincipal extends OfStore {
  kind: 'widget';
  origin: string;
  session?: ShopperSession;
}

/** Who is asking: the operator's key, or one of a store's with what it may do. */
export type Principal = { kind: 'admin' } | ({ kind: 'store' } & OfStore) | WidgetPrincipal;
export type KeyKind = Principal['kind'];

/** What a route asks of its caller: scopes of a key, all of them, or to be the operator, or a widget. */
export type Need = KeyScope | readonly KeyScope[] | 'admin' | 'widget';

export const PUBLIC_REASON = 'storehand:public-reason';
export const NEEDS = 'storehand:needs';

/** Opens a route to callers without a key; the reason is for the reader and for a spec that lists them. */
export const Public = (reason: string) => SetMetadata(PUBLIC_REASON, reason);

/** Which keys may call a route; without it, the operator's only. */
export const Needs = (need: Need) => SetMetadata(NEEDS, need);
