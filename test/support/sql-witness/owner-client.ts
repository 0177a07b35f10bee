import pg from 'pg';

/** A connection of whoever owns the database, for what no role of the product may do; to be ended. */
export async function ownerClient(): Promise<pg.Client> {
  const client = new pg.Client(
    process.env['DATABASE_URL']
      ? { connectionString: process.env['DATABASE_OWNER_URL'] }
      : { host: process.env['STOREHAND_EMBEDDED_SOCKET'], user: 'postgres', database: 'postgres' },
  );
  await client.connect();
  return client;
}
