/** How it took, and what it is part of, a span says by itself. */
const saidBySpan = new Set(['ms', 'traceparent']);
const longest = 100;

/**
 * What a span says of an event: its names and numbers, as `storehand.store_id` and the like. Lists and objects are left
 * out, and so are texts that are no name: those with a space, a control character or an address in them.
 */
export function toAttributes(event: object): Record<string, string | number | boolean> {
  const said: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(event)) {
    if (!saidBySpan.has(key) && isNameOrNumber(value)) said[`storehand.${snakeCase(key)}`] = value;
  }
  return said;
}

/** Whether it says of itself that it went wrong. */
export function hasFailed(event: object): boolean {
  const { end, outcome, status } = event as Record<string, unknown>;
  const isServerError = typeof status === 'number' && status >= 500;
  return end === 'failed' || outcome === 'failed' || status === 'failed' || isServerError;
}

function isNameOrNumber(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= longest && /^[\w.:/+-]+$/.test(value);
  return typeof value === 'number' || typeof value === 'boolean';
}

const snakeCase = (key: string): string =>
  key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
