/** Swagger wraps a reference into an `allOf` of its own; linters of OpenAPI 3.1 want it plain. Returns a copy. */
export function plainReferences<T>(value: T): T {
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { allOf, ...rest } = value as Record<string, unknown>;
  if (Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).length === 0) {
    return plain(allOf[0]);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
