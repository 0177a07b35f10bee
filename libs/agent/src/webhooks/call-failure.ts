import { RefusedAddressError } from '@app/knowledge';

/** Why a call to a store's server came to nothing, in words of ours: messages of libraries may hold addresses inside the store's network. */
export function callFailure(error: unknown, timeoutMs: number): string {
  const { cause } = error as { cause?: unknown };
  if (error instanceof RefusedAddressError || cause instanceof RefusedAddressError) {
    return 'the host has no public address';
  }
  if ((error as Error).name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  if (cause instanceof Error && cause.message.includes('redirect')) return 'the server redirects';
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `no connection (${code})` : 'no connection';
}
