import { availabilities, type Availability } from '../../pages/product.js';

const byName: ReadonlyMap<string, Availability> = new Map([
  ...availabilities.map((name) => [name.toLowerCase(), name] as const),
  ['available', 'InStock'],
  ['availablefororder', 'InStock'],
  ['availableforpreorder', 'PreOrder'],
  ['backordered', 'BackOrder'],
  ['oos', 'OutOfStock'],
  ['outstock', 'OutOfStock'],
  ['unavailable', 'OutOfStock'],
  ['notavailable', 'OutOfStock'],
  ['pending', 'BackOrder'],
  ['limited', 'LimitedAvailability'],
  ['limitedstock', 'LimitedAvailability'],
]);

/** `https://schema.org/InStock`, `in stock` and `instock` are `InStock`; null for what is no such name. */
export function availabilityOf(text: string): Availability | null {
  const word = text.split(/[/#:]/).at(-1) ?? '';
  return byName.get(word.toLowerCase().replace(/[^a-z]/g, '')) ?? null;
}

/** `InStock` → `in stock`. */
export function spokenAvailability(availability: Availability): string {
  return availability.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
