import { leakyDriver } from './soaking/leaky-driver.js';
import { soak } from './soaking/soak.js';

const size = { clients: 64, stores: 24 };
const usualQueries = 50_000;
/** A pool that small is busy for longer than a client waits, now and then. */
const mostErrors = 0.01;

/**
 * `npm run prove -- isolation-soak [queries] [--leaky]`: many stores' work by 64 clients on a pool of 4, a tenth of it
 * aborted, cancelled or failing. Throws where any answer holds another store's row; with `--leaky`, where the driver makes
 * its settings for the session, it has to.
 */
export async function run(args: string[]): Promise<void> {
  const seedBug = args.includes('--leaky') ? leakyDriver : undefined;
  const queries = Number(args.find((one) => /^\d+$/.test(one)) ?? usualQueries);
  const { done, broken, foreign, errors, seconds } = await soak({ ...size, queries, seedBug });
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
  for (const [reason, count] of errors) console.log(`${count} × ${reason}`);
  console.log(
    `${done} queries of ${size.stores} stores by ${size.clients} clients in ${seconds.toFixed(0)} s: ` +
      `${foreign.length} with foreign rows, ${broken} ended badly as meant, ${failed} errors`,
  );
  if (foreign.length > 0) throw new Error(`${foreign.length} answers held another store's rows.`);
  if (failed > done * mostErrors) throw new Error(`${failed} of ${done} failed.`);
}
