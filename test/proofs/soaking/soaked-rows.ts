import { Conversation } from '@app/agent';
import { AppError, StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';

const unfiltered = 'SELECT id, store_id, shopper_id FROM conversations WHERE store_id = $1 OR true';

/** Statements as any repository could send them; those without a filter show what the connection itself is bound to. */
export class SoakedRows extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  /** One statement that is a transaction by itself; kept or not. */
  all(scope: StoreScope, isKept: boolean) {
    return this.rows(scope, `${unfiltered} ORDER BY created_at LIMIT 20`, [], { isKept });
  }

  allWithin(scope: StoreScope) {
    return this.connections.run(scope, (manager) =>
      manager.query<unknown[]>(
        'SELECT c.id, c.store_id, k.store_id, k.name FROM conversations c CROSS JOIN api_keys k LIMIT 20',
      ),
    );
  }

  /** Several statements that travel together, the last with the end. */
  together(scope: StoreScope, id: string, mark: string) {
    return this.connections.transaction(scope, async (tx) => {
      const before = this.all(tx, false);
      const changed = this.rows(
        tx,
        'UPDATE conversations SET shopper_id = $3 WHERE store_id = $1 AND id = $2 RETURNING *',
        [id, mark],
      );
      const after = this.find(tx, {}, { take: 20 });
      await this.connections.last(tx, [before, changed, after]);
      return [await before, await changed, await after];
    });
  }

  /** Changes every row that it is shown, then gives up, or breaks, or loses its connection half way. */
  async broken(scope: StoreScope, how: 'thrown' | 'refused' | 'cut'): Promise<never> {
    await this.connections.transaction(scope, async (tx) => {
      await this.rows(tx, `UPDATE conversations SET metadata = '{}' WHERE store_id = $1 OR true`);
      if (how === 'thrown') throw new Error('given up');
      if (how === 'refused') await this.rows(tx, 'SELECT 1 / 0 FROM stores WHERE id = $1');
      await this.connections.run(tx, async ({ queryRunner }) => {
        const client = (await queryRunner?.connect()) as { connection: { stream: Cut } };
        client.connection.stream.destroy();
      });
      await this.all(tx, false);
    });
    throw new Error('it went through');
  }

  /** A statement that is a transaction by itself and fails at its end. */
  refusedAlone(scope: StoreScope) {
    const sql =
      'SELECT 1 / (length(shopper_id) * 0) FROM conversations WHERE store_id = $1 OR true';
    return this.rows(scope, sql);
  }

  protected notFound(id: string) {
    return new AppError({ kind: 'not_found', code: 'SOAK', message: id });
  }
}

interface Cut {
  destroy(): void;
}
