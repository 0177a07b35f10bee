import { StoreScope } from '@app/tenancy';

import type { EmbeddingModel } from '../embedding/embedding-model.js';
import { ChunkEmbedder } from './chunk-embedder.service.js';
import type { VectorRepository } from './vector.repository.js';

const scope = StoreScope.open('00000000-0000-4000-8000-000000000001');
const { signal } = new AbortController();
const input = (name: string) => ({ input: `text ${name}`, inputHash: name });

describe('ChunkEmbedder', () => {
  it('has no text read that was read before, whether its vector is in the database or on its way', async () => {
    const read: string[] = [];
    const embedder = new ChunkEmbedder(aModel(read), tableThatKnows('b'));

    const { vectors, known } = await embedder.embed(scope, ['a', 'b', 'c'].map(input), {
      signal,
      before: new Map([
        ['a', [0.5]],
        ['other', [0.25]],
      ]),
    });

    expect(read).toEqual(['text c']);
    expect([...known]).toEqual(['b']);
    expect([...vectors]).toEqual([
      ['a', [0.5]],
      ['c', [1]],
    ]);
  });
});

const aModel = (read: string[]) =>
  ({
    fingerprint: 'model',
    embedMany: async (texts: readonly string[]) => {
      read.push(...texts);
      return texts.map(() => [1]);
    },
  }) as unknown as EmbeddingModel;

const tableThatKnows = (hash: string) =>
  ({
    findKnown: async (_scope: StoreScope, _model: string, hashes: readonly string[]) => ({
      known: new Set(hashes.filter((each) => each === hash)),
      width: 1,
    }),
  }) as unknown as VectorRepository;
