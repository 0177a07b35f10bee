import { services } from '../run-named.js';

/** A second database of the kind that the suite runs on, as PLACEMENT_URLS names it, and as its owner does for migrations. */
export async function anotherDatabase(name: string, options: { isEmpty?: boolean } = {}) {
  const { DATABASE_OWNER_URL: DATABASE_URL } = process.env;
  const { env, stop } = await services({ DATABASE_URL, REDIS_URL: '' }, options);
  const place = env['DATABASE_URL'] || String(env['STOREHAND_EMBEDDED_SOCKET']);
  const ownerPlace = env['DATABASE_OWNER_URL'] || place;
  return { placement: `${name}=${place}`, owner: `${name}=${ownerPlace}`, env, stop };
}
