/** The sum of two decimals that are not negative, written as PostgreSQL does, to the last digit. */
export function addAmounts(a: string, b: string): string {
  const places = Math.max(placesOf(a), placesOf(b));
  const sum = (units(a, places) + units(b, places)).toString().padStart(places + 1, '0');
  if (places === 0) return sum;
  const end = sum.length - places;
  return `${sum.slice(0, end)}.${sum.slice(end)}`.replace(/\.?0+$/, '');
}

const placesOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;

const units = (amount: string, places: number): bigint =>
  BigInt(amount.replace('.', '') + '0'.repeat(places - placesOf(amount)));
