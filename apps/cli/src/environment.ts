import path from 'node:path';

export interface CliEnvironment {
  apiUrl?: string;
  apiKey?: string;
  /** Where an embedded server on this machine keeps its data, its admin key among them. */
  dataDir: string;
  hasColor: boolean;
  /** What the person typed to get here, to begin the commands that are suggested. */
  program: string;
}

/** npm names the script it runs, and npx itself. */
const programs: Record<string, string> = {
  cli: 'npm run -s cli --',
  demo: 'npm run -s cli --',
  npx: 'npx storehand',
};

/**
 * The only place of the CLI that reads the environment. It does not use `readEnv` of @app/tenancy, which would load the
 * server's whole floor for four strings.
 */
export function readEnvironment(): CliEnvironment {
  return {
    apiUrl: process.env.STOREHAND_API_URL || undefined,
    apiKey: process.env.STOREHAND_API_KEY || undefined,
    dataDir: path.resolve(process.env.STOREHAND_DATA_DIR || '.storehand'),
    hasColor: !process.env.NO_COLOR,
    program: programs[process.env.npm_lifecycle_event ?? ''] ?? 'storehand',
  };
}
