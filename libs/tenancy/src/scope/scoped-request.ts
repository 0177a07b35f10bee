import type { Principal } from './access.decorator.js';
import type { StoreScope } from './store-scope.js';

/** The little of a request that the guard reads and adds; any HTTP framework's request has it. */
export interface ScopedRequest {
  headers: Record<string, string | string[] | undefined>;
  params?: unknown;
  query?: unknown;
  body?: unknown;
  principal?: Principal;
  storeScope?: StoreScope;
}

/** A member of params, query or body, whatever that turned out to be. */
export const fieldOf = (part: unknown, name: string): unknown =>
  typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined;

export function headerOf(request: ScopedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
