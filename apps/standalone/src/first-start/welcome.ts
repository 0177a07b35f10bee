import path from 'node:path';

export interface WelcomeFacts {
  url: string;
  dataDirectory: string;
  isEmbedded: boolean;
  storeId: string;
  /** Shown at the first start only. */
  adminKey?: string;
  storeKey?: string;
  /** The key is the operator's own, so that the CLI cannot find it in the data directory. */
  isKeyGiven: boolean;
}

const defaultUrl = 'http://127.0.0.1:8001';

/** A shop on the web that was made for trying crawlers on. */
const trySite = 'https://books.toscrape.com';

/** What the terminal shows once everything runs: where it is, the keys of a first start, and what to do next. */
export function welcome(facts: WelcomeFacts): string {
  return [
    '',
    `  Storehand is running at ${facts.url}   (console: ${facts.url}/console, API documentation: ${facts.url}/docs)`,
    `  Data and logs: ${facts.dataDirectory}${facts.isEmbedded ? '' : ' (rows are in DATABASE_URL)'}`,
    ...keys(facts),
    '',
    '  Next, in another terminal in this directory:',
    '',
    ...commands(facts).map((command) => `    ${command}`),
    '',
    '  Ctrl-C stops it and keeps everything.',
    '',
  ].join('\n');
}

function keys({ adminKey, storeKey, storeId }: WelcomeFacts): string[] {
  const lines = [
    ...(adminKey ? [`    Admin key   ${adminKey}`] : []),
    ...(storeKey ? [`    Store key   ${storeKey}   (store "Demo", ${storeId})`] : []),
  ];
  return lines.length > 0 ? ['', '  Keep these keys; they are shown this once:', '', ...lines] : [];
}

function commands(facts: WelcomeFacts): string[] {
  const { url, storeId } = facts;
  const where = url === defaultUrl ? '' : ` --api-url ${url}`;
  const options = `--store-id ${storeId}${where}`;
  return [
    ...keyForCli(facts),
    `npm run -s cli -- ingest --url ${trySite} --max-pages 30 --wait ${options}`,
    `npm run -s cli -- status ${options}`,
    `npm run -s cli -- ask "Which travel books do you have?" ${options}`,
  ];
}

/** By itself the CLI finds a generated key, in the default data directory. */
function keyForCli({ isKeyGiven, storeKey, dataDirectory }: WelcomeFacts): string[] {
  if (isKeyGiven) {
    const later = '…   # the store key that the first start showed, or your ADMIN_API_KEY';
    return [`export STOREHAND_API_KEY=${storeKey ?? later}`];
  }
  if (dataDirectory === path.resolve('.storehand')) return [];
  return [`export STOREHAND_DATA_DIR='${dataDirectory.replaceAll("'", "'\\''")}'`];
}
