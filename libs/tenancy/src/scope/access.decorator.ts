import { SetMetadata } from '@nestjs/common';

/** Who is asking: the operator's key, or one of a store's. */
export type Principal =
  { kind: 'admin' } | { kind: 'store' | 'widget'; keyId: string; storeId: string };
export type KeyKind = Principal['kind'];

export const PUBLIC_REASON = 'storehand:public-reason';
export const ALLOWED_KEYS = 'storehand:allowed-keys';

/** Opens a route to callers without a key; the reason is for the reader and for a spec that lists them. */
export const Public = (reason: string) => SetMetadata(PUBLIC_REASON, reason);

/** Which kinds of key may call a route; without it, `admin` and `store`. */
export const AllowKeys = (...kinds: KeyKind[]) => SetMetadata(ALLOWED_KEYS, kinds);

export const defaultKeys: readonly KeyKind[] = ['admin', 'store'];
