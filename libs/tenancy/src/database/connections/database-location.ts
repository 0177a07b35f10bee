/** Where the data lives: native PostgreSQL, or the embedded one behind a unix socket in a directory only we can enter. */
export type DatabaseLocation =
  { kind: 'services'; url: string } | { kind: 'embedded'; socketDir: string; dataDir?: string };
