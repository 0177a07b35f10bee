import pg from 'pg';

interface Sent {
  text: string;
  values: unknown[];
  /** Names and values in turn. */
  opening?: { values: string[] };
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/**
 * How the database runs the largest statement of some work, asked for again under the settings, and so the role and the store,
 * that it was sent with: how each table is read, by which index.
 */
export async function seenPlan(work: () => Promise<unknown>): Promise<string> {
  const sent = await listen(work);
  const longest = sent.toSorted((a, b) => b.text.length - a.text.length)[0];
  if (!longest?.opening) throw new Error('No statement was sent.');
  const client = new pg.Client({ connectionString: process.env['DATABASE_OWNER_URL'] });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { values } = longest.opening;
    for (let i = 0; i < values.length; i += 2) {
      await client.query('SELECT set_config($1, $2, true)', values.slice(i, i + 2));
    }
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (FORMAT JSON) ${longest.text}`,
      longest.values,
    );
    const reads = rows[0]?.['QUERY PLAN'].flatMap(({ Plan: plan }) => readsOf(plan)) ?? [];
    return [...new Set(reads)].sort().join(', ');
  } finally {
    await client.end();
  }
}

async function listen(work: () => Promise<unknown>): Promise<Sent[]> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  const sent: Sent[] = [];
  prototype.query = function (this: pg.Client, ...args) {
    const query = args[0] as Sent | string | undefined;
    if (typeof query === 'object' && query.opening) {
      sent.push({ text: query.text, values: [...query.values], opening: query.opening });
    }
    return original.apply(this, args);
  };
  await work().finally(() => (prototype.query = original));
  return sent;
}

const readsOf = (plan: Plan): string[] => [
  ...(plan['Relation Name'] ? [`${plan['Relation Name']}: ${nameOf(plan)}`] : []),
  ...(plan.Plans ?? []).flatMap((part) => readsOf(part)),
];

function nameOf(plan: Plan): string {
  const index =
    plan['Index Name'] ?? plan.Plans?.find((part) => part['Index Name'])?.['Index Name'];
  return index ?? plan['Node Type'];
}
