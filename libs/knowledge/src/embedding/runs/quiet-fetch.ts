import { Logger } from '@nestjs/common';

const onceEveryMs = 60_000;

/**
 * For runs that are lost where they cannot be sent, which a line a minute tells: LangSmith's client would print each
 * failure with what the server said, and keep what it could not send.
 */
export function quietFetch(): typeof fetch {
  const log = new Logger('LangSmith');
  let nextAt = 0;
  const tell = (status: number | null) => {
    if (Date.now() < nextAt) return;
    log.warn({ status }, 'Runs of models could not be sent and are lost');
    nextAt = Date.now() + onceEveryMs;
  };
  return async (input, init) => {
    // the key goes nowhere else
    const response = await fetch(input, { ...init, redirect: 'error' }).catch(() => null);
    if (response?.ok) return response;
    tell(response?.status ?? null);
    await response?.body?.cancel();
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  };
}
