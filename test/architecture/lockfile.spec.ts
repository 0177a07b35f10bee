import { readFileSync } from 'node:fs';
import path from 'node:path';

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

const lock = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../package-lock.json'), 'utf8'),
) as { packages: Record<string, LockedPackage> };

/** The places where Node.js, and so npm, would look for a dependency of the package at `place`. */
function candidates(place: string, name: string): string[] {
  const steps = place.split('/node_modules/');
  const parents = steps.map((_, index) => steps.slice(0, index + 1).join('/node_modules/'));
  const inside = parents.filter((parent) => parent !== '');
  return [...inside.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}

describe('package-lock.json', () => {
  it('has an entry for every optional dependency, or `npm ci` fails on other platforms', () => {
    const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {})
        .filter((name) => !candidates(place, name).some((entry) => entry in lock.packages))
        .map((name) => `${place || 'storehand'} → ${name}`),
    );

    expect(missing).toEqual([]);
  });
});
