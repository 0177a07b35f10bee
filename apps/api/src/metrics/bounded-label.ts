/** What is not among the known values is `other`: nobody from outside can add a series. */
export const boundedLabel = (
  value: string | null | undefined,
  known: ReadonlySet<string>,
): string => (value !== null && value !== undefined && known.has(value) ? value : 'other');
