import fc from 'fast-check';

import { oddName, oddValue } from './odd-values.js';

interface Spoiling {
  good: unknown;
  /** Which of the places in it. */
  place: number;
  way: 'replace' | 'remove' | 'add' | 'wrap' | 'whole';
  name: string;
  odd: unknown;
}
type Holder = Record<string | number, unknown>;

/** A good value with one thing wrong with it, in one place at any depth. */
export const spoiltValue = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .record({
      good,
      place: fc.nat(),
      way: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'whole'),
      name: oddName,
      odd: oddValue,
    })
    .map((spoiling) => spoil(spoiling as Spoiling));

function spoil({ good, place, way, name, odd }: Spoiling): unknown {
  const copy = structuredClone(good);
  const places = placesIn(copy);
  const [holder, key] = places[place % Math.max(1, places.length)] ?? [];
  if (way === 'whole' || holder === undefined || key === undefined) return odd;
  if (way === 'replace') set(holder, key, odd);
  else if (way === 'remove') delete holder[key];
  else if (way === 'wrap') set(holder, key, [holder[key]]);
  else set(holder, name, odd);
  return copy;
}

/** An assignment to `__proto__` would be none; a list has its own length. */
function set(holder: Holder, key: string | number, value: unknown): void {
  if (Array.isArray(holder) && key === 'length') return;
  const flags = { enumerable: true, writable: true, configurable: true };
  Object.defineProperty(holder, key, { value, ...flags });
}

/** Every member of every object and list in it. */
function placesIn(value: unknown): [holder: Holder, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): [Holder, string][] => [
    [value as Holder, key],
    ...placesIn(inner),
  ]);
}
