import { services } from '../run-named.js';

/** A second database of the kind that the suite runs on, as PLACEMENT_URLS names it. */
export async function anotherDatabase(name: string) {
  const { DATABASE_OWNER_URL: DATABASE_URL } = process.env;
  const { env, stop } = await services({ DATABASE_URL, REDIS_URL: '' });
  const place = env['DATABASE_URL'] || String(env['STOREHAND_EMBEDDED_SOCKET']);
  return { placement: `${name}=${place}`, env, stop };
}
