import { OpenAiStub } from '../../support/openai-stub.js';
import { quantile } from '../measure.js';
import { chosenSites } from './chosen-sites.js';
import type { NamedSite } from './made-up-sites.js';
import { MemorySite } from './memory-site.js';
import { ProductCrawl } from './product-crawl.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** Five in a hundred. */
const changedOf = 20;

interface Run {
  seconds: number;
  crawling: number;
  /** Texts that the model was asked to embed, and requests for that. */
  texts: number;
  calls: number;
  outcomes: unknown;
}

/**
 * The second ingest of a site of which one page in twenty has changed, against the first: time, and texts and calls for a
 * model that embeds them. Each pair is a store of its own; the site sends ETags, and then none. Arguments: the folder of the
 * site (a made-up one of each kind if left out), the path to start at, the page cap, the number of pairs.
 */
export async function run(
  [folder = '', start = '/', cap = '500', pairs = '3']: string[],
  databasePid?: number,
): Promise<void> {
  const model = await OpenAiStub.start();
  Object.assign(process.env, { OPENAI_BASE_URL: model.baseUrl, EMBEDDING_MODEL: 'stub' });
  for (const site of chosenSites(folder, start)) {
    for (const hasValidators of [true, false]) {
      await measure(site, {
        model,
        hasValidators,
        cap: Number(cap),
        pairs: Number(pairs),
        databasePid,
      });
    }
  }
  await model.stop();
}

interface Options {
  model: OpenAiStub;
  hasValidators: boolean;
  cap: number;
  pairs: number;
  databasePid?: number;
}

async function measure(
  named: NamedSite,
  { model, hasValidators, cap, pairs, databasePid }: Options,
) {
  const seen: [Run, Run][] = [];
  let changed = 0;
  for (let pair = 0; pair <= pairs; pair += 1) {
    const site = await MemorySite.start(named.files, { hasValidators });
    const product = await ProductCrawl.start(site.host, databasePid);
    try {
      const store = await product.newStore();
      const ingest = async (): Promise<Run> => {
        const before = model.requests.length;
        const { ingest, seconds, total } = await store.run(`${site.origin}${named.start}`, cap, []);
        const calls = model.requests.slice(before);
        const texts = calls.reduce((sum, { body }) => sum + [body['input']].flat().length, 0);
        const outcomes = ingest.pages['outcomes'];
        return {
          seconds: total,
          crawling: seconds.get('crawling') ?? 0,
          texts,
          calls: calls.length,
          outcomes,
        };
      };
      const first = await ingest();
      changed = site.changeEvery(changedOf, 'This sentence was added since the page was read.');
      seen.push([first, await ingest()]);
    } finally {
      await product.stop();
      await site.stop();
    }
  }
  say(`${named.name}, ${hasValidators ? 'with' : 'without'} ETags, ${changed} pages changed:`);
  report(seen.slice(1));
}

function report(seen: readonly [Run, Run][]): void {
  const [first, again] = [0, 1].map((at) => seen.map((pair) => pair[at] as Run)) as [Run[], Run[]];
  for (const [name, runs] of [
    ['first', first],
    ['again', again],
  ] as const) {
    const median = (of: (run: Run) => number) => quantile(runs.map(of), 0.5);
    say(
      `  ${name} ${median((one) => one.seconds).toFixed(1)} s, crawling ${median((one) => one.crawling).toFixed(1)} s, ` +
        `${median((one) => one.texts)} texts in ${median((one) => one.calls)} calls, ${JSON.stringify(runs[0]?.outcomes)}`,
    );
  }
  const ratio = (of: (run: Run) => number) => {
    const ratios = seen.map(([one, other]) => of(other) / of(one));
    return `${quantile(ratios, 0.5).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  };
  say(
    `  again over first: time ${ratio((one) => one.seconds)}, texts embedded ${ratio((one) => one.texts)}`,
  );
}
