import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Api } from './api.js';
import { askQuestions } from './ask-questions.js';
import { compareAnswers, readVerdicts } from './compare-answers.js';
import type { Verdict } from './judge-answer.js';
import { prepareStore } from './prepare-store.js';
import { readQuestions } from './question-file.js';
import { summary, verdictLine } from './report.js';
import { saveFloor } from './save-floor.js';

const USAGE = `npm run eval -- <questions.jsonl> [options]

Asks a running deployment each question and prints for how many the right page is among the first five finds of a search,
and how many answers cite it, hold the facts, or refuse. One question a line, as JSON:

  {"id": "q1", "kind": "fact", "question": "How long may I return it?", "urls": ["/returns"],
   "must_include": [["30 days", "thirty days"]], "must_not_include": ["60 days"], "history": []}

"urls" are endings of the pages that answer; empty, the agent should refuse. Each fact of "must_include" is a list of its
wordings. "history" is what was said before, the shopper first; it and "must_not_include" may be left out.

  --url <url>          the deployment (default http://127.0.0.1:8001; STOREHAND_API_URL)
  --key <key>          a store key; with --site the admin key (STOREHAND_API_KEY)
  --site <folder>      serves the folder from loopback, ingests it into a new store, asks, removes the store
  --site-port <port>   where (default 8099); CRAWL_ALLOWED_PRIVATE_HOSTS of the deployment must hold 127.0.0.1:<port>
  --max-pages <n>      for --site (default 500)
  --keep               keeps the store of --site
  --json <file>        writes every answer and verdict
  --save-floor         makes the floor that tells these questions apart best the store's own, for answers in quotes
  --compare <file>     against what --json wrote before; fails if an answer that was right is wrong now
`;

const write = (line: string) => void process.stdout.write(`${line}\n`);

function options() {
  return parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env.STOREHAND_API_URL ?? 'http://127.0.0.1:8001' },
      key: { type: 'string', default: process.env.STOREHAND_API_KEY ?? '' },
      site: { type: 'string' },
      'site-port': { type: 'string', default: '8099' },
      'max-pages': { type: 'string', default: '500' },
      keep: { type: 'boolean', default: false },
      json: { type: 'string' },
      compare: { type: 'string' },
      'save-floor': { type: 'boolean', default: false },
    },
  });
}

type Values = ReturnType<typeof options>['values'];

async function main(): Promise<void> {
  const { values, positionals } = options();
  const [file] = positionals;
  if (file === undefined || values.key === '') throw new Error(USAGE);
  const questions = readQuestions(file);
  const earlier = values.compare ? readVerdicts(values.compare) : null;
  const api = new Api(values.url.replace(/\/+$/, ''), values.key);
  const store = values.site === undefined ? null : await prepared(api, values.site, values);
  try {
    const asked = store?.api ?? api;
    const verdicts = await askQuestions(asked, questions, (verdict) => write(verdictLine(verdict)));
    write(summary(verdicts));
    await finish(asked, verdicts, { values, earlier });
  } finally {
    if (!values.keep) await store?.remove();
  }
}

/** What was asked for beside the table; the floor last, since it may be refused. */
async function finish(
  api: Api,
  verdicts: readonly Verdict[],
  { values, earlier }: { values: Values; earlier: readonly Verdict[] | null },
): Promise<void> {
  if (values.json) writeFileSync(values.json, JSON.stringify(verdicts, null, 1));
  if (earlier) compare(earlier, verdicts);
  if (values['save-floor']) await calibrate(api, verdicts);
}

async function calibrate(api: Api, verdicts: readonly Verdict[]): Promise<void> {
  const { value, precision, recall } = await saveFloor(api, verdicts);
  const [floor, right, answered] = [value, precision, recall].map((share) => share.toFixed(3));
  write(
    `\nThe store's floor is ${floor} now: precision ${right}, recall ${answered} on these questions.`,
  );
}

function compare(earlier: readonly Verdict[], verdicts: readonly Verdict[]): void {
  const { lines, worse } = compareAnswers(earlier, verdicts);
  write(`\n${lines.join('\n')}`);
  if (worse > 0) process.exitCode = 1;
}

function prepared(api: Api, folder: string, values: { 'site-port': string; 'max-pages': string }) {
  const port = Number(values['site-port']);
  return prepareStore(api, { folder, port, maxPages: Number(values['max-pages']), write });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
