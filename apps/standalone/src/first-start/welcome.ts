import path from 'node:path';

import { demoShop } from './demo-shop.js';

export interface WelcomeFacts {
  url: string;
  dataDirectory: string;
  isEmbedded: boolean;
  storeId: string;
  /** Shown at the first start only. */
  adminKey?: string;
  storeKey?: string;
  /** Why the demo store knows nothing. */
  problem?: string;
  /** The admin key is the operator's own, so that the CLI cannot find it in the data directory. */
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
    ...(facts.problem
      ? [
          `  The demo store is empty; its made-up shop could not be given to it: ${facts.problem}`,
          '',
        ]
      : []),
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
  const { url, storeId, problem } = facts;
  const where = url === defaultUrl ? '' : ` --api-url ${url}`;
  const ask = [
    '# ask the demo store, whose shop is made up; the console shows it as well',
    `npm run -s cli -- ask "${demoShop.question}" --store-id ${storeId}${where}`,
  ];
  return [
    ...keyForCli(facts),
    ...(problem ? [] : ask),
    '# read a website, yours for instance, and ask it',
    `npm run -s demo -- ${trySite}${where}`,
  ];
}

/** By itself the CLI finds a generated key, in the default data directory. */
function keyForCli({ isKeyGiven, dataDirectory }: WelcomeFacts): string[] {
  if (isKeyGiven) return ['export STOREHAND_API_KEY=…   # your ADMIN_API_KEY'];
  if (dataDirectory === path.resolve('.storehand')) return [];
  return [`export STOREHAND_DATA_DIR='${dataDirectory.replaceAll("'", "'\\''")}'`];
}
