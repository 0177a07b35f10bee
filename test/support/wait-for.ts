/** Polls until the condition gives something truthy and returns it; throws after the time limit with the last value. */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 45_000, everyMs = 25 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain; last: ${String(value)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
