import { writeFileSync } from 'node:fs';

import { Api } from './api.js';
import { askQuestions } from './ask-questions.js';
import { compareAnswers, readVerdicts } from './compare-answers.js';
import type { Verdict } from './judge-answer.js';
import { prepareStore } from './prepare-store.js';
import { readQuestions } from './question-file.js';
import { type Options, readOptions, USAGE } from './read-options.js';
import { summary, verdictLine } from './report.js';
import { saveFloor } from './save-floor.js';

const write = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = readOptions(process.argv.slice(2));
  const [file] = positionals;
  if (values.help) return write(USAGE);
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
  { values, earlier }: { values: Options; earlier: readonly Verdict[] | null },
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
