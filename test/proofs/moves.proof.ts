import assert from 'node:assert/strict';

import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { Databases } from '@app/tenancy';

import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey } from '../e2e/running-api.js';
import { ingest, startShop } from '../e2e/running-worker.js';
import { anotherDatabase } from '../support/placements/another-database.js';
import { ChattingShoppers } from '../support/placements/chatting-shoppers.js';
import { rowsIn } from '../support/placements/rows-in.js';
import { openRooms } from '../support/rooms.js';
import { KilledMoves } from './moving/killed-moves.js';

const shoppers = 3;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Tables that shoppers write while the store moves; `api_keys` are in the shared database wherever their store lives. */
const written =
  /^(api_keys|conversations|messages|receipts|answer_|gap|usage_|limit|tool_|message_|webhook)/;

/**
 * A store moved from the shared database to one of its own and back, again and again, while its shoppers chat through two
 * API processes and the worker that moves it is killed at random moments: no read fails, no acknowledged message is lost,
 * no row changes, and once a move is confirmed nothing is left where the store came from. Then once more each way without
 * shoppers, so that every row can be compared. Arguments: rounds, seed.
 */
export async function run([rounds = '20', seed = 'moves']: string[]): Promise<void> {
  const apart = await anotherDatabase('apart');
  process.env['PLACEMENT_URLS'] = apart.placement;
  const site = await startShop();
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: '0' };
  const apis = [await MeasuredProcess.start('api', env), await MeasuredProcess.start('api', env)];
  const rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  const clients = apis.map(({ origin }) => new ApiClient(origin, process.env['ADMIN_API_KEY']));
  const moves = new KilledMoves(clients[0] as ApiClient, env, seed);
  const look = async (placement: string, storeId: string) =>
    rowsIn(await rooms.get(Databases, { strict: false }).get(placement), storeId);
  try {
    await moves.revive();
    const { storeId, client } = await aStoreWithKey(clients[0] as ApiClient);
    await ingest(client, storeId, site.origin);
    const knowledge = unwritten(await look('shared', storeId));
    const chat = await ChattingShoppers.begin(
      clients.map((one) => one.as(String(client.key))),
      shoppers,
    );
    let home = 'shared';
    const goOn = async () => {
      const left = home;
      home = left === 'shared' ? 'apart' : 'shared';
      await moves.moveAndConfirm(storeId, home);
      const rest = Object.entries(await look(left, storeId)).filter(
        ([name]) => name !== 'api_keys',
      );
      assert.deepEqual(
        rest.filter(([, rows]) => rows.length > 0),
        [],
        `something stayed in ${left}`,
      );
    };
    for (let round = 1; round <= Number(rounds); round += 1) {
      await goOn();
      assert.deepEqual(unwritten(await look(home, storeId)), knowledge, `after round ${round}`);
      say(`round ${round}: lives in ${home}; killed at ${described(moves.met)}`);
    }
    const { asked, read, refused, faults } = await chat.end();
    say(`${asked} acknowledged answers, ${read} reads, ${faults.length} faults`);
    say(`refused while no worker lived: ${JSON.stringify(refused)}`);
    const before = await look(home, storeId);
    for (let way = 0; way < 2; way += 1) await goOn();
    assert.deepEqual(await look(home, storeId), before, 'after a move that nobody wrote beside');
    assert.deepEqual(faults, []);
  } finally {
    await moves.stop();
    await Promise.all(apis.map((api) => api.stop('SIGKILL')));
    await rooms.close();
    await site.stop();
    await apart.stop();
  }
}

const unwritten = (rows: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !written.test(name)));

const described = (met: ReadonlyMap<string, number>): string =>
  [...met].map(([step, count]) => `${step} ${count}`).join(', ');
