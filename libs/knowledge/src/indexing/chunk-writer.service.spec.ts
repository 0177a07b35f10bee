import { setImmediate as nextTurn } from 'node:timers/promises';

import type { TenancyConfig } from '@app/tenancy';

import type { ChunkEmbedder } from './chunk-embedder.service.js';
import { ChunkWriter, type ReadyCuts } from './chunk-writer.service.js';
import type { CutRepository } from './cut.repository.js';
import type { VectorRepository } from './vector.repository.js';

describe('ChunkWriter', () => {
  it('prepares nothing while it holds the one session of the embedded database', async () => {
    expect(await written({ kind: 'embedded', socketDir: '' })).toEqual([
      ...['prepare', 'write', 'written'],
      ...['prepare', 'write', 'written'],
    ]);
  });

  it('prepares the next while the last are written elsewhere', async () => {
    expect(await written({ kind: 'services', url: '' })).toEqual([
      ...['prepare', 'write', 'prepare', 'written'],
      ...['write', 'written'],
    ]);
  });
});

async function written(database: TenancyConfig['database']): Promise<string[]> {
  const log: string[] = [];
  const writer = new ChunkWriter({} as CutRepository, {} as VectorRepository, {} as ChunkEmbedder, {
    database,
  });
  const prepared = async function* (): AsyncGenerator<ReadyCuts> {
    for (let i = 0; i < 2; i += 1) {
      await nextTurn();
      log.push('prepare');
      yield {} as ReadyCuts;
    }
  };
  await writer.writeAll(prepared(), async () => {
    log.push('write');
    await nextTurn();
    await nextTurn();
    log.push('written');
  });
  return log;
}
