import { SetMetadata } from '@nestjs/common';

import type { ScopedRequest } from './scoped-request.js';

export const STORE_PLACES = 'storehand:store-places';

/** Where a request names the store beside path, query and body; undefined where it does not. */
export type StorePlace = (request: ScopedRequest) => unknown;

/** For routes whose clients cannot send `store_id`: further places that the guard reads, with the same checks. */
export const StoreAlsoIn = (...places: StorePlace[]) => SetMetadata(STORE_PLACES, places);
