import { headerOf, type ScopedRequest } from '@app/tenancy';
import { ApiHeader, ApiParam, ApiQuery } from '@nestjs/swagger';

const schema = {
  type: 'string',
  format: 'uuid',
  example: '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11',
} as const;

/** Documents the path parameter that `StoreGuard` reads and turns into the scope. */
export const StoreInPath = () =>
  ApiParam({ name: 'store_id', schema, description: 'The store; a store key names only its own.' });

/** Documents how an admin key names the store where the path does not. */
export const StoreInQuery = () =>
  ApiQuery({
    name: 'store_id',
    required: false,
    schema,
    description: 'The store. Needed with an admin key; with a store key it may be left out.',
  });

/** Documents the header that clients of other protocols can send where they cannot add to the address. */
export const StoreInHeader = () =>
  ApiHeader({
    name: 'X-Store-Id',
    required: false,
    schema,
    description: 'The store, for admin keys, instead of `store_id`.',
  });

/** Where `StoreAlsoIn` reads that header. */
export const headerOfStore = (request: ScopedRequest) => headerOf(request, 'x-store-id');
