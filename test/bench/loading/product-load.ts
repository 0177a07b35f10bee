import {
  ChunkEmbedder,
  ChunkWriter,
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeModule,
  type ReadyCuts,
  writeBehind,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../../support/rooms.js';
import type { LoadedPage } from './made-up-chunks.js';

/**
 * What the product does with pages that are cut, a few at a time: asks which texts it knows vectors of, makes ready what is
 * to be written, and meanwhile writes the chunks and vectors of those before in a transaction of the store. Its model
 * answers at once, from what was prepared.
 */
export class ProductLoad {
  private constructor(
    private readonly rooms: TestingModule,
    readonly scope: StoreScope,
  ) {}

  static async create(pages: readonly LoadedPage[]): Promise<ProductLoad> {
    const rooms = await openRooms({ imports: [KnowledgeModule] });
    const vectors = new Map(
      pages.flatMap(({ chunks }) => chunks.map(({ input, vector }) => [input, vector])),
    );
    Object.defineProperties(rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }), {
      fingerprint: { value: 'stand-in' },
      embedMany: {
        value: async (texts: readonly string[]) => texts.map((text) => vectors.get(text)),
      },
    });
    const load = new ProductLoad(rooms, await aStore(rooms));
    await load.sql(pagesSql, [pages.map(({ pageId }) => pageId)]);
    return load;
  }

  async write(pages: readonly LoadedPage[]): Promise<void> {
    const writer = this.rooms.get(ChunkWriter, { strict: false });
    const connections = this.rooms.get(StoreConnections);
    await writeBehind(this.prepare(pages), (ready) =>
      connections.transaction(this.scope, async (tx) => {
        await writer.lock(tx);
        const changed = { cuts: ready.cuts, recut: [], kept: [] };
        await connections.last(tx, writer.replace(tx, ready, changed, 1));
      }),
    );
  }

  /** Chunks that have a vector. */
  async count(): Promise<number> {
    const [row] = await this.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM chunks JOIN chunk_vectors USING (store_id, number)
       WHERE store_id = $1`,
    );
    return row?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.rooms.close();
  }

  private async *prepare(pages: readonly LoadedPage[]): AsyncGenerator<ReadyCuts> {
    const embedder = this.rooms.get(ChunkEmbedder, { strict: false });
    const writer = this.rooms.get(ChunkWriter, { strict: false });
    const { signal } = new AbortController();
    let before: ReadyCuts['embedded']['vectors'] = new Map();
    for (let at = 0; at < pages.length; at += writer.pagesAtOnce) {
      const cuts = pages.slice(at, at + writer.pagesAtOnce);
      const inputs = cuts.flatMap(({ chunks }) => chunks);
      const embedded = await embedder.embed(this.scope, inputs, { signal, before });
      yield await writer.prepare(this.scope, cuts, embedded);
      before = embedded.vectors;
    }
  }

  private sql<T>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return this.rooms
      .get(StoreConnections)
      .run(this.scope, (manager) => manager.query(text, [this.scope.storeId, ...parameters]));
  }
}

/** Chunks stand on pages. */
const pagesSql = `
  WITH source AS (
    INSERT INTO sources (store_id, kind, url, max_pages)
    VALUES ($1, 'website', 'https://loaded.example/', 10) RETURNING id)
  INSERT INTO pages (id, store_id, source_id, url, title, markdown, content_hash, block_hashes, fetched_at,
    born_release, seen_release)
  SELECT p.id, $1, source.id, 'https://loaded.example/' || p.id, 'A page', '', '', '{}', now(), 1, 1
  FROM source, unnest($2::uuid[]) AS p (id)`;
