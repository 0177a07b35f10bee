import pg from 'pg';

const bytes = (of: 'table' | 'indexes') =>
  `(SELECT sum(pg_${of}_size(oid)) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')`;

export interface Room {
  tables: number;
  indexes: number;
}

/** What a database holds and who is connected to it, as its owner sees it. */
export class DatabaseView {
  private constructor(readonly owner: pg.Client) {}

  static async open(ownerUrl: string): Promise<DatabaseView> {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    return new DatabaseView(owner);
  }

  /** Bytes on the disk. */
  async room(): Promise<Room> {
    const { rows } = await this.owner.query<{ tables: string; indexes: string }>(
      `SELECT ${bytes('table')} AS tables, ${bytes('indexes')} AS indexes`,
    );
    return { tables: Number(rows[0]?.tables), indexes: Number(rows[0]?.indexes) };
  }

  /** Of others. */
  async connections(): Promise<number> {
    const { rows } = await this.owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? 0;
  }

  close(): Promise<void> {
    return this.owner.end();
  }
}
