import type { z } from 'zod';

import type { DatabaseLocation } from '../database/connections/database-location.js';

/** The placement of every store that was not given another. */
export const sharedPlacement = 'shared';
/** That of a store of which not all has been imported yet: nobody finds it. */
export const arrivingPlacement = 'arriving';

const entry = /^(?<name>[a-z][a-z0-9_-]{0,39})=(?<place>\S+)$/;
const expected =
  'must be name=postgres://… (or name=/directory of an embedded database’s socket), separated by spaces or commas; ' +
  'names of a-z, 0-9, _ and -, and not "shared" or "arriving"';

/** Reads `PLACEMENT_URLS`: where the databases of dedicated stores are, by name. */
export function toPlacements(
  text: string | undefined,
  context: z.RefinementCtx,
): ReadonlyMap<string, DatabaseLocation> {
  const found = new Map<string, DatabaseLocation>();
  for (const one of text?.split(/[\s,]+/).filter(Boolean) ?? []) {
    const placement = toPlacement(one);
    if (placement === null || found.has(placement.name)) {
      context.addIssue(expected);
      return found;
    }
    found.set(placement.name, placement.location);
  }
  return found;
}

function toPlacement(text: string): { name: string; location: DatabaseLocation } | null {
  const { name = sharedPlacement, place = '' } = entry.exec(text)?.groups ?? {};
  const location = toLocation(place);
  return name === sharedPlacement || name === arrivingPlacement || location === null
    ? null
    : { name, location };
}

function toLocation(place: string): DatabaseLocation | null {
  if (place.startsWith('/')) return { kind: 'embedded', socketDir: place };
  return /^postgres(ql)?:\/\//.test(place) && URL.canParse(place)
    ? { kind: 'services', url: place }
    : null;
}
