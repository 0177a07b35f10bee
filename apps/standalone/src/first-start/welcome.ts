export interface WelcomeFacts {
  url: string;
  dataDirectory: string;
  isEmbedded: boolean;
  storeId: string;
  /** Shown at the first start only. */
  adminKey?: string;
  storeKey?: string;
  /** False when the CLI has to be told a key: it finds one by itself only in the default data directory. */
  hasLocalKey: boolean;
}

const defaultUrl = 'http://127.0.0.1:8001';

/** A shop on the web that was made for trying crawlers on. */
const trySite = 'https://books.toscrape.com';

/** What the terminal shows once everything runs: where it is, the keys of a first start, and what to do next. */
export function welcome(facts: WelcomeFacts): string {
  return [
    '',
    `  Storehand is running at ${facts.url}   (API documentation: ${facts.url}/docs)`,
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

function commands({ url, storeId, storeKey, hasLocalKey }: WelcomeFacts): string[] {
  const where = url === defaultUrl ? '' : ` --api-url ${url}`;
  const options = `--store-id ${storeId}${where}`;
  return [
    ...(hasLocalKey ? [] : [`export STOREHAND_API_KEY=${storeKey ?? '<the store key>'}`]),
    `npm run -s cli -- ingest --url ${trySite} --max-pages 30 --wait ${options}`,
    `npm run -s cli -- status ${options}`,
    `npm run -s cli -- ask "Which travel books do you have?" ${options}`,
  ];
}
